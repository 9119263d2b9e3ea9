using System.Globalization;
using System.Text;

namespace Coterie.Data;

/// <summary>How tools and spreadsheets write the text of a table: encodings, separators and numbers.</summary>
internal static class AccuracyText
{
    private const string SeparatorLine = "sep=";

    /// <summary>Decodes a file: UTF-8, or UTF-16 with a byte order mark, as spreadsheets write it.</summary>
    public static string Decode(byte[] content)
    {
        using StreamReader reader = new(new MemoryStream(content), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>Finds the separator of a table, and where its header begins.</summary>
    /// <returns>
    /// A tab, a semicolon or a comma: the first of them in the header. Some spreadsheets write a line <c>sep=;</c> above it, and then
    /// <c>Skipped</c> is 1, the lines above the header.
    /// </returns>
    public static (char Separator, int Start, int Skipped) Layout(string text)
    {
        if (text.StartsWith(SeparatorLine, StringComparison.OrdinalIgnoreCase) && text.Length > SeparatorLine.Length + 1
            && text[SeparatorLine.Length + 1] == '\n')
        {
            return (text[SeparatorLine.Length], SeparatorLine.Length + 2, 1);
        }
        // An empty line above the header is skipped with the others.
        ReadOnlySpan<char> header = text.AsSpan().TrimStart('\n');
        header = header[..(header.IndexOf('\n') is >= 0 and int end ? end : header.Length)];
        bool isQuoted = false;
        char separator = ',';
        foreach (char c in header)
        {
            if (c == '"') isQuoted = !isQuoted;
            if (isQuoted) continue;
            if (c == '\t') return ('\t', 0, 0);
            if (c == ';') separator = ';';
        }
        return (separator, 0, 0);
    }

    /// <summary>Whether a value is written as missing.</summary>
    public static bool IsMissing(string written)
    {
        return written.Trim().ToUpperInvariant() is "" or "NAN" or "NA" or "N/A" or "#N/A" or "NULL" or "NONE" or "-";
    }

    /// <summary>Reads a number, with a decimal point or a decimal comma.</summary>
    public static bool TryNumber(string written, out double value)
    {
        string text = written.Trim();
        if (!text.Contains('.', StringComparison.Ordinal)) text = text.Replace(',', '.');
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    /// <summary>Reads a whole number from 0 upwards, also where it is written as <c>1.0</c>.</summary>
    public static bool TryWhole(string written, out int value)
    {
        value = 0;
        if (!TryNumber(written, out double number) || number is < 0 or > int.MaxValue || number != Math.Floor(number)) return false;
        value = (int)number;
        return true;
    }
}
