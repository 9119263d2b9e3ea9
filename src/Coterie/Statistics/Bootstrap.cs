namespace Coterie.Statistics;

/// <summary>Bootstrap intervals: how much a statistic would vary with other seeds.</summary>
public static class Bootstrap
{
    /// <summary>The number of resamples at which the ends of a 95 % interval are stable.</summary>
    public const int Resamples = 2000;

    /// <summary>The percentile interval (Efron and Tibshirani 1993, "An Introduction to the Bootstrap", chapter 13).</summary>
    /// <param name="values">The values, one for each seed.</param>
    /// <param name="statistic">The statistic, such as <see cref="Quantile.Median"/>.</param>
    /// <param name="level">The confidence level, 0..1.</param>
    /// <param name="seed">Decides the resamples.</param>
    /// <param name="resamples">How many.</param>
    /// <returns>The interval; null with fewer than two values, which do not show how values vary.</returns>
    /// <remarks>
    /// With few values the interval is coarse, and more often too narrow than too wide: the 95 % interval of the median of two to five
    /// values is their range.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="level"/> is not between 0 and 1, or <paramref name="resamples"/> is not positive.
    /// </exception>
    public static Interval? Interval(
        ReadOnlySpan<double> values,
        Func<ReadOnlySpan<double>, double> statistic,
        double level = 0.95,
        int seed = 1,
        int resamples = Resamples)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(resamples);
        if (values.Length < 2) return null;
        Random random = new(seed);
        int[][] drawn = new int[resamples][];
        for (int k = 0; k < resamples; k++)
        {
            drawn[k] = new int[values.Length];
            for (int i = 0; i < values.Length; i++) drawn[k][i] = random.Next(values.Length);
        }
        return Interval(values, statistic, level, drawn);
    }

    /// <summary>The same interval from resamples already drawn.</summary>
    /// <param name="values">The values.</param>
    /// <param name="statistic">The statistic.</param>
    /// <param name="level">The confidence level, 0..1.</param>
    /// <param name="drawn">For each resample the indices of its values.</param>
    internal static Interval Interval(
        ReadOnlySpan<double> values, Func<ReadOnlySpan<double>, double> statistic, double level, ReadOnlySpan<int[]> drawn)
    {
        if (!(level > 0 && level < 1)) throw new ArgumentOutOfRangeException(nameof(level), level, "A level is between 0 and 1.");
        double[] found = new double[drawn.Length];
        for (int k = 0; k < found.Length; k++)
        {
            double[] resample = new double[drawn[k].Length];
            for (int i = 0; i < resample.Length; i++) resample[i] = values[drawn[k][i]];
            found[k] = statistic(resample);
        }
        Array.Sort(found);
        return new Interval(Quantile.OfSorted(found, (1 - level) / 2), Quantile.OfSorted(found, (1 + level) / 2));
    }
}
