namespace Coterie.Statistics;

/// <summary>How much more a measure goes with the accuracy of its own run than with that of other seeds' runs.</summary>
/// <param name="Own">The mean over seeds of the correlation of a seed's two series.</param>
/// <param name="Others">
/// The mean correlation of one seed's first series with another's second: what the common course of training gives.
/// </param>
/// <param name="Interval">
/// The interval of the median over seeds of the effect: a seed's own correlation minus the mean of those in which one of its series is
/// paired with another seed's. The effects of two seeds share pairings, but the level holds: 99.2 % with eight seeds covers 98.8–100 % in
/// simulations.
/// </param>
/// <param name="P">From <see cref="SeedPairingTest"/>, two-sided.</param>
/// <param name="Seeds">How many seeds were used.</param>
public sealed record SeedPairing(double Own, double Others, MedianInterval Interval, double P, int Seeds)
{
    /// <summary>The coupling beyond the common course of training: <see cref="Own"/> minus <see cref="Others"/>.</summary>
    public double Effect => Own - Others;

    /// <summary>Whether there are seeds enough to decide anything.</summary>
    public bool Decides => Seeds >= SeedPairingTest.MinimumSeeds;

    /// <summary><see cref="P"/> adjusted for the family in which it is reported; null where there is no family.</summary>
    public double? AdjustedP { get; init; }

    /// <summary>How many p-values the family has; null where there is no family.</summary>
    public int? Family { get; init; }
}
