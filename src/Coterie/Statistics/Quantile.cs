namespace Coterie.Statistics;

/// <summary>Quantiles with linear interpolation between order statistics: type 7 of Hyndman and Fan (1996), NumPy's default.</summary>
public static class Quantile
{
    /// <summary>The value in the middle, or the mean of the two in the middle.</summary>
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
    public static double OfSorted(ReadOnlySpan<double> sorted, double q)
    {
        if (sorted.IsEmpty) throw new ArgumentException("There is no quantile of no values.", nameof(sorted));
        if (!(q >= 0 && q <= 1)) throw new ArgumentOutOfRangeException(nameof(q), q, "A quantile is in 0..1.");
        double place = q * (sorted.Length - 1);
        int below = (int)place;
        double above = sorted[Math.Min(below + 1, sorted.Length - 1)];
        double part = place - below;
        // The plain form gives equal neighbours back exactly, and so keeps an interval within the range of its values.
        return sorted[below] + part * (above - sorted[below]);
    }
}
