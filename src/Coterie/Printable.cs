using System.Globalization;
using System.Text;

namespace Coterie;

/// <summary>
/// Text of unknown origin (the name of a file, a layer or a class) as it is shown to people: in messages, tables, Markdown and pictures.
/// What would move a terminal's cursor, break a line or reverse the direction of writing is escaped, and long names are cut.
/// </summary>
public static class Printable
{
    private const int LongestLine = 4000;

    /// <summary>One line of text: control characters are written as in C#, such as <c>\n</c> or <c>\u001b</c>.</summary>
    /// <param name="text">Any text. Its middle is left out if it has more than 4,000 characters.</param>
    public static string Line(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string line = IsPlain(text) ? text : Escaped(text);
        if (line.Length <= LongestLine) return line;
        return $"{Start(line, LongestLine / 2)} … {End(line, LongestLine / 2)}";
    }

    /// <summary>A name on one line and of bounded length: of a longer one the end is kept, which is the part that differs.</summary>
    /// <param name="name">Any text.</param>
    /// <param name="length">The most characters, 2 or more.</param>
    public static string Name(string name, int length = 60)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 2);
        string line = Line(name);
        return line.Length <= length ? line : $"…{End(line, length - 1)}";
    }

    private static bool IsPlain(string text)
    {
        foreach (char c in text)
        {
            if (c is < ' ' or > '~') return false;
        }
        return true;
    }

    private static string Escaped(string text)
    {
        StringBuilder line = new(text.Length);
        Span<char> written = stackalloc char[2];
        for (int k = 0; k < text.Length;)
        {
            // Half of a pair of surrogates is not valid; its place is taken by U+FFFD.
            Rune.DecodeFromUtf16(text.AsSpan(k), out Rune rune, out int length);
            k += length;
            if (IsHarmful(rune)) line.Append(Escape(rune));
            else line.Append(written[..rune.EncodeToUtf16(written)]);
        }
        return line.ToString();
    }

    // Joiners (U+200C, U+200D) stay: words in some scripts, and emoji, need them.
    private static bool IsHarmful(Rune rune)
    {
        return Rune.IsControl(rune)
            || rune.Value is 0x061C or 0x200B or 0x200E or 0x200F or 0x2028 or 0x2029 or (>= 0x202A and <= 0x202E)
                or (>= 0x2066 and <= 0x2069) or 0xFEFF;
    }

    private static string Escape(Rune rune) => rune.Value switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        int other => string.Create(CultureInfo.InvariantCulture, $"\\u{other:x4}"),
    };

    private static string Start(string text, int length)
    {
        return char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
    }

    private static string End(string text, int length)
    {
        return char.IsLowSurrogate(text[^length]) ? text[^(length - 1)..] : text[^length..];
    }
}
