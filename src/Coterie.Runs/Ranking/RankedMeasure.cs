using Coterie.Statistics;

namespace Coterie.Runs.Ranking;

/// <summary>How a measure orders networks, beside the order of their test accuracies.</summary>
/// <param name="Measure">The measure's family.</param>
/// <param name="Variant">Its form; empty where there is one only.</param>
/// <param name="Scope">What of a network it is taken of.</param>
/// <param name="IsBaseline">Whether it needs no graph of the neurons: what measures of communities have to beat.</param>
/// <param name="Networks">How many networks have a value.</param>
/// <param name="Values">Each network's value; null where it has none.</param>
/// <param name="Tau">Kendall's τ-b with test accuracy; null where the networks' values are all the same, or too few.</param>
/// <param name="Interval">Its 95 % interval; null where there is none.</param>
/// <param name="TauGivenTraining">
/// Kendall's partial τ given training accuracy (Kendall 1942, "Partial rank correlation"): what is left of τ among networks of like
/// training accuracy. Null for training accuracy itself, and where a τ does not exist or one with training accuracy is ±1.
/// </param>
public sealed record RankedMeasure(
    string Measure,
    string Variant,
    RankingScope Scope,
    bool IsBaseline,
    int Networks,
    IReadOnlyList<double?> Values,
    double? Tau,
    Interval? Interval,
    double? TauGivenTraining);
