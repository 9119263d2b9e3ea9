using Coterie.Statistics;

namespace Coterie.Explorer.Documents;

/// <summary>A coefficient over the seeds of a study.</summary>
internal sealed record SeedCoefficient
{
    private const int Digits = 4;

    /// <summary>How many seeds have it.</summary>
    public int Seeds { get; init; }

    /// <summary>The median over the seeds.</summary>
    public double? Median { get; init; }

    /// <summary>The least and the greatest.</summary>
    public required IReadOnlyList<double?> Range { get; init; }

    /// <summary>The interval of the median; null with one seed.</summary>
    public LevelInterval? Interval { get; init; }

    /// <summary>Own runs against other seeds' runs; null with fewer than two usable seeds.</summary>
    public SeedEffect? Effect { get; init; }

    /// <summary>Rounds a summary.</summary>
    /// <param name="summary">The summary; null for none.</param>
    public static SeedCoefficient? Of(SeedSummary? summary)
    {
        if (summary is null) return null;
        return new SeedCoefficient
        {
            Seeds = summary.Seeds,
            Median = Rounding.To(summary.Median, Digits),
            Range = [Rounding.To(summary.Minimum, Digits), Rounding.To(summary.Maximum, Digits)],
            Interval = summary is { Lower: { } lower, Upper: { } upper, Level: { } level } ? IntervalOf(lower, upper, level) : null,
            Effect = summary.Pairing is { } pairing ? EffectOf(pairing) : null,
        };
    }

    private static SeedEffect EffectOf(SeedPairing pairing)
    {
        return new SeedEffect
        {
            Own = Rounding.To(pairing.Own, Digits),
            Others = Rounding.To(pairing.Others, Digits),
            Effect = Rounding.To(pairing.Effect, Digits),
            Interval = IntervalOf(pairing.Interval.Lower, pairing.Interval.Upper, pairing.Interval.Level),
            P = Rounding.To(pairing.P, Digits),
            AdjustedP = Rounding.To(pairing.AdjustedP, Digits),
            Decides = pairing.Decides,
        };
    }

    private static LevelInterval IntervalOf(double lower, double upper, double level)
    {
        return new LevelInterval(Rounding.To(lower, Digits), Rounding.To(upper, Digits), Rounding.To(level, Digits));
    }
}
