using System.IO.Enumeration;

namespace Coterie;

/// <summary>Finds names, such as those of layers, as people write them: by a pattern, or with a slip.</summary>
public static class NameMatching
{
    private const int Few = 10, NearestShown = 5;

    /// <summary>Whether a name fits a pattern, in the same case.</summary>
    /// <param name="pattern">A name, with <c>*</c> for any characters and <c>?</c> for one.</param>
    /// <param name="name">The name.</param>
    public static bool Fits(string pattern, string name)
    {
        return FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
    }

    /// <summary>A list of names for a message; of more than ten only the five that are most like what a person wrote.</summary>
    /// <param name="names">The names there are.</param>
    /// <param name="text">What a person wrote.</param>
    public static string Nearest(IReadOnlyList<string> names, string text)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(text);
        if (names.Count <= Few) return string.Join(", ", names);
        IEnumerable<string> nearest = names.OrderBy(name => Edits(name.ToUpperInvariant(), text.ToUpperInvariant())).Take(NearestShown);
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
