namespace Coterie.Statistics;

/// <summary>A correlation over the seeds of a study.</summary>
/// <param name="Median">The median over seeds.</param>
/// <param name="Minimum">The least.</param>
/// <param name="Maximum">The greatest.</param>
/// <param name="Lower">The lower end of the median's interval (<see cref="MedianInterval"/>); null with one seed.</param>
/// <param name="Upper">Its upper end; null with one seed.</param>
/// <param name="P">From <see cref="CircularShiftTest"/>, two-sided: a description, not a test of the relation.</param>
/// <param name="Seeds">How many seeds have the correlation.</param>
public sealed record SeedSummary(double Median, double Minimum, double Maximum, double? Lower, double? Upper, double P, int Seeds)
{
    /// <summary>The level of the interval, 0..1: at least 0.95 from six seeds on; null with one seed.</summary>
    public double? Level { get; init; }

    /// <summary>The coupling within runs against that between runs, with the test of it; null with fewer than two usable seeds.</summary>
    public SeedPairing? Pairing { get; init; }

    /// <summary>Summarises Pearson's coefficient and Spearman's.</summary>
    /// <param name="seeds">For each seed the two series, all of the same number of snapshots.</param>
    /// <returns>Null where no seed has the coefficient: a series is constant, or too short.</returns>
    /// <remarks>Always the same for the same series.</remarks>
    /// <exception cref="ArgumentException">The seeds differ in length.</exception>
    public static (SeedSummary? Pearson, SeedSummary? Spearman) Of(IReadOnlyList<SeriesPair> seeds)
    {
        PValues p = CircularShiftTest.P(seeds);
        (SeedPairing? pearson, SeedPairing? spearman) = SeedPairingTest.Of(seeds);
        return (Of(seeds, Coefficient.Pearson, p, pearson), Of(seeds, Coefficient.Spearman, p, spearman));
    }

    private static SeedSummary? Of(IReadOnlyList<SeriesPair> seeds, Coefficient coefficient, PValues p, SeedPairing? pairing)
    {
        double[] values = [.. seeds.Select(pair => pair.Correlation[coefficient]).OfType<double>()];
        if (values.Length == 0) return null;
        MedianInterval? interval = MedianInterval.Of(values);
        return new SeedSummary(
            Quantile.Median(values), values.Min(), values.Max(), interval?.Lower, interval?.Upper, p[coefficient]!.Value, values.Length)
        {
            Level = interval?.Level,
            Pairing = pairing,
        };
    }
}
