namespace Coterie.Statistics;

/// <summary>A correlation over the seeds of a study.</summary>
/// <param name="Median">The median over seeds.</param>
/// <param name="Minimum">The least.</param>
/// <param name="Maximum">The greatest.</param>
/// <param name="Lower">The lower end of the bootstrap 95 % interval of the median; null with one seed.</param>
/// <param name="Upper">Its upper end; null with one seed.</param>
/// <param name="P">From <see cref="CircularShiftTest"/>, two-sided.</param>
/// <param name="Seeds">How many seeds have the correlation.</param>
public sealed record SeedSummary(double Median, double Minimum, double Maximum, double? Lower, double? Upper, double P, int Seeds)
{
    /// <summary>Summarises Pearson's coefficient and Spearman's.</summary>
    /// <param name="seeds">For each seed the two series, all of the same number of snapshots.</param>
    /// <returns>Null where no seed has the coefficient: a series is constant, or too short.</returns>
    /// <remarks>Always the same for the same series: the bootstrap's resamples come from a fixed seed.</remarks>
    /// <exception cref="ArgumentException">The seeds differ in length.</exception>
    public static (SeedSummary? Pearson, SeedSummary? Spearman) Of(IReadOnlyList<SeriesPair> seeds)
    {
        PValues p = CircularShiftTest.P(seeds);
        return (Of([.. seeds.Select(pair => pair.Correlation.Pearson).OfType<double>()], p.Pearson),
            Of([.. seeds.Select(pair => pair.Correlation.Spearman).OfType<double>()], p.Spearman));
    }

    private static SeedSummary? Of(double[] values, double? p)
    {
        if (p is null) return null;
        Interval? interval = Bootstrap.Interval(values, Quantile.Median);
        return new SeedSummary(
            Quantile.Median(values), values.Min(), values.Max(), interval?.Lower, interval?.Upper, p.Value, values.Length);
    }
}
