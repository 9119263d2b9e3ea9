namespace Coterie;

/// <summary>Names for a message about one that is not among them.</summary>
public static class NearestNames
{
    private const int Few = 10, Shown = 5;

    /// <summary>A list of names; of many only those that are most like what a person wrote.</summary>
    /// <param name="names">The names there are.</param>
    /// <param name="text">What a person wrote.</param>
    public static string List(IReadOnlyList<string> names, string text)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(text);
        if (names.Count <= Few) return string.Join(", ", names);
        IEnumerable<string> nearest = names.OrderBy(name => Edits(name.ToUpperInvariant(), text.ToUpperInvariant())).Take(Shown);
        return $"{names.Count} names, the nearest {string.Join(", ", nearest)}";
    }

    // The Levenshtein distance: how many characters have to be put in, taken out or replaced.
    private static int Edits(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }
        return row[^1];
    }
}
