using System.Globalization;

namespace Coterie.Cli.Views;

/// <summary>What a person may choose from: finding it by name or number, and listing it in one line.</summary>
internal static class Choice
{
    private const int Longest = 40;

    /// <summary>The index of a name, exactly or else in any case; -1 for none.</summary>
    public static int IndexOf(IReadOnlyList<string> names, string text)
    {
        string[] all = [.. names];
        int exact = Array.IndexOf(all, text);
        return exact >= 0 ? exact : Array.FindIndex(all, name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A whole number from 0; null for any other text.</summary>
    public static int? Number(string text)
    {
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
    }

    /// <summary>A list of what there is; the middle of a long one is left out.</summary>
    public static string List(IEnumerable<string> items)
    {
        string[] all = [.. items];
        return all.Length <= Longest
            ? string.Join(", ", all)
            : $"{string.Join(", ", all[..(Longest / 2)])}, …, {all[^1]} ({all.Length} in all)";
    }

    /// <summary>A list of whole numbers, ascending, as ranges: <c>0 to 5, 7</c>.</summary>
    public static string Ranges(IReadOnlyList<int> numbers)
    {
        List<string> ranges = [];
        for (int from = 0; from < numbers.Count;)
        {
            int to = from;
            while (to + 1 < numbers.Count && numbers[to + 1] == numbers[to] + 1) to++;
            ranges.Add(to == from ? $"{numbers[from]}" : $"{numbers[from]} to {numbers[to]}");
            from = to + 1;
        }
        return List(ranges);
    }
}
