using Coterie.Measures;
using Coterie.Statistics;

namespace Coterie.Runs.Results;

/// <summary>The correlation of a measure with an accuracy over the snapshots, summarised over the seeds of a study.</summary>
/// <param name="Layer">The layer's name; null for the whole model.</param>
/// <param name="Class">The class; null for all.</param>
/// <param name="Measure">Which measure.</param>
/// <param name="Variant">Which form of it.</param>
/// <param name="Against">Which accuracy.</param>
/// <param name="Pearson">The summary of Pearson's coefficients; null where no seed has one.</param>
/// <param name="Spearman">The summary of Spearman's coefficients; null where no seed has one.</param>
public sealed record SeedCorrelation(
    string? Layer, int? Class, string Measure, string Variant, AccuracyKind Against, SeedSummary? Pearson, SeedSummary? Spearman)
{
    /// <summary>Summarises every measure with every accuracy.</summary>
    /// <param name="seeds">For each seed its snapshots in order, all with the same layers, classes and number of snapshots.</param>
    /// <returns>
    /// One for each measure and accuracy that has any value with the first seed. All their p-values of <see cref="SeedPairing"/>, of both
    /// coefficients, are one family.
    /// </returns>
    public static IReadOnlyList<SeedCorrelation> Of(IReadOnlyList<IReadOnlyList<Snapshot>> seeds)
    {
        return Of(seeds, Series.Kinds);
    }

    /// <summary>Summarises every measure with some accuracies.</summary>
    internal static IReadOnlyList<SeedCorrelation> Of(IReadOnlyList<IReadOnlyList<Snapshot>> seeds, IReadOnlyList<AccuracyKind> kinds)
    {
        IReadOnlyDictionary<MeasureKey, double?[]>[] series = [.. seeds.Select(Series.Of)];
        return Adjusted([.. Series.Pairs(series[0], kinds).Select(pair =>
        {
            (SeedSummary? pearson, SeedSummary? spearman) =
                SeedSummary.Of([.. series.Select(seed => new SeriesPair(seed[pair.Measure], seed[Series.KeyOf(pair.Accuracy)]))]);
            MeasureKey key = pair.Measure;
            return new SeedCorrelation(key.Layer, key.Class, key.Measure, key.Variant, pair.Accuracy, pearson, spearman);
        })]);
    }

    // The family is every coefficient of the list: what is reported together.
    private static IReadOnlyList<SeedCorrelation> Adjusted(IReadOnlyList<SeedCorrelation> correlations)
    {
        IReadOnlyList<double?> family =
            [.. correlations.SelectMany(c => new[] { c.Pearson?.Pairing?.P, c.Spearman?.Pairing?.P })];
        IReadOnlyList<double?> adjusted = BenjaminiHochberg.Adjust(family);
        int size = family.Count(p => p is not null);
        return
        [
            .. correlations.Select((found, k) => found with
            {
                Pearson = With(found.Pearson, adjusted[2 * k]),
                Spearman = With(found.Spearman, adjusted[2 * k + 1]),
            }),
        ];

        SeedSummary? With(SeedSummary? summary, double? p)
        {
            return summary?.Pairing is { } pairing
                ? summary with { Pairing = pairing with { AdjustedP = p, Family = size } }
                : summary;
        }
    }
}
