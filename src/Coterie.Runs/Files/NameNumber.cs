using System.Globalization;

namespace Coterie.Runs.Files;

/// <summary>A number in the name of a file or a folder.</summary>
/// <param name="Text">Its digits.</param>
/// <param name="Word">The letters before it, in lower case; empty where there are none.</param>
/// <param name="Whole">Its value; null for a decimal, a date, a time or a number too large: these are no epochs.</param>
internal sealed record NameNumber(string Text, string Word, int? Whole)
{
    // Of ten digits are times in seconds since 1970.
    private const int Largest = 999_999_999;

    // What follows these words is no epoch, though it may differ among the names.
    private static readonly string[] OtherWords = ["seed", "fold", "rank", "lr", "loss", "acc", "accuracy"];

    /// <summary>Whether it may be an epoch: a whole number that is not that of a seed or the like.</summary>
    public bool MayBeEpoch => Whole is not null && !Array.Exists(OtherWords, other => Word.EndsWith(other, StringComparison.Ordinal));

    /// <summary>Whether its word says that it is an epoch.</summary>
    public bool IsEpoch => Whole is not null && (Word is "e" or "ep" || Word.EndsWith("epoch", StringComparison.Ordinal));

    /// <summary>Whether its word says that it is a training step.</summary>
    public bool IsStep => Whole is not null && Word.EndsWith("step", StringComparison.Ordinal);

    /// <summary>All numbers in a name, from left to right.</summary>
    /// <param name="name">The name, without its ending.</param>
    public static IReadOnlyList<NameNumber> In(string name)
    {
        List<NameNumber> numbers = [];
        List<(int Start, int End)> spans = [];
        for (int k = 0; k < name.Length;)
        {
            if (!char.IsAsciiDigit(name[k]))
            {
                k++;
                continue;
            }
            int end = EndOf(name, k);
            spans.Add((k, end));
            k = end;
        }
        bool[] isTime = CalendarTimes.Find(name, spans);
        for (int k = 0; k < spans.Count; k++)
        {
            string text = name[spans[k].Start..spans[k].End];
            numbers.Add(new NameNumber(text, WordBefore(name, spans[k].Start), isTime[k] ? null : WholeOf(text)));
        }
        return numbers;
    }

    // Digits, with decimals (1.44, 1,44) and an exponent (1e-3) where there are any.
    private static int EndOf(string name, int start)
    {
        int end = Digits(name, start);
        while (end + 1 < name.Length && name[end] is '.' or ',' && char.IsAsciiDigit(name[end + 1])) end = Digits(name, end + 1);
        if (end < name.Length && name[end] is 'e' or 'E')
        {
            int exponent = end + 1 < name.Length && name[end + 1] is '-' or '+' ? end + 2 : end + 1;
            if (Digits(name, exponent) is int after && after > exponent) end = after;
        }
        return end;
    }

    private static int Digits(string name, int from)
    {
        while (from < name.Length && char.IsAsciiDigit(name[from])) from++;
        return from;
    }

    private static int? WholeOf(string text)
    {
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value <= Largest ? value : null;
    }

    // The word may be set apart from its number: epoch=3, epoch_3, epoch (3).
    private static string WordBefore(string name, int start)
    {
        int end = start;
        while (end > 0 && !char.IsAsciiLetterOrDigit(name[end - 1])) end--;
        int first = end;
        while (first > 0 && char.IsAsciiLetter(name[first - 1])) first--;
        return name[first..end].ToLowerInvariant();
    }
}
