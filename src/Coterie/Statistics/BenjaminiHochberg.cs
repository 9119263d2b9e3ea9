namespace Coterie.Statistics;

/// <summary>
/// p-values adjusted for how many are reported together (Benjamini and Hochberg 1995, "Controlling the false discovery rate", J. R. Stat.
/// Soc. B 57).
/// </summary>
/// <remarks>
/// Of the findings with an adjusted p of at most q, a share of at most q is expected to be false; if there is nothing to find, the
/// probability of any finding is at most q. Both hold for tests that are independent or depend on each other positively, such as tests of
/// measures that rise together (Benjamini and Yekutieli 2001, Ann. Statist. 29).
/// </remarks>
public static class BenjaminiHochberg
{
    /// <summary>The adjusted p-values of a family: for the k-th least of m, the least of m p / k over it and the greater ones.</summary>
    /// <param name="family">Every p-value that is reported, in any order; null where there is none, which does not count.</param>
    /// <returns>For each its adjusted p, often called q, at least p and at most 1; null where there is no p.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A p-value is not in 0..1.</exception>
    public static IReadOnlyList<double?> Adjust(IReadOnlyList<double?> family)
    {
        if (family.Any(p => p is not (null or (>= 0 and <= 1))))
        {
            throw new ArgumentOutOfRangeException(nameof(family), "A p-value is in 0..1.");
        }
        int[] falling = [.. Enumerable.Range(0, family.Count).Where(k => family[k] is not null).OrderByDescending(k => family[k])];
        double?[] adjusted = new double?[family.Count];
        double least = 1;
        for (int k = 0; k < falling.Length; k++)
        {
            // The greatest p is multiplied by exactly 1.
            double factor = falling.Length / (double)(falling.Length - k);
            least = Math.Min(least, factor * family[falling[k]]!.Value);
            adjusted[falling[k]] = least;
        }
        return adjusted;
    }
}
