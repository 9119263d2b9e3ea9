using MathNet.Numerics.Statistics;

namespace Coterie.Statistics;

/// <summary>Quantiles with linear interpolation between order statistics: type 7 of Hyndman and Fan (1996), NumPy's default.</summary>
public static class Quantile
{
    /// <summary>The median: the middle value, or the mean of the two middle values.</summary>
    /// <param name="values">At least one, in any order; left as they are.</param>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public static double Median(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        return OfSorted(sorted, 0.5);
    }

    /// <summary>A quantile of sorted values.</summary>
    /// <param name="sorted">At least one, ascending.</param>
    /// <param name="q">Which, 0..1.</param>
    /// <exception cref="ArgumentException">There are no values.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="q"/> is not in 0..1.</exception>
    internal static double OfSorted(double[] sorted, double q)
    {
        if (sorted.Length == 0) throw new ArgumentException("There is no quantile of no values.", nameof(sorted));
        if (!(q >= 0 && q <= 1)) throw new ArgumentOutOfRangeException(nameof(q), q, "A quantile is in 0..1.");
        return SortedArrayStatistics.QuantileCustom(sorted, q, QuantileDefinition.R7);
    }
}
