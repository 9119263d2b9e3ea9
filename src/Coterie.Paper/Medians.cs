using Coterie.Statistics;

namespace Coterie.Paper;

/// <summary>Medians of values some of which may be missing.</summary>
internal static class Medians
{
    /// <summary>The median of the values that there are; null where there is none.</summary>
    /// <param name="values">The values, in any order.</param>
    public static double? Of(IEnumerable<double?> values)
    {
        double[] known = [.. values.OfType<double>()];
        return known.Length == 0 ? null : Quantile.Median(known);
    }
}
