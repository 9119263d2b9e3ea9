using Coterie.Measures;
using Coterie.Statistics;

namespace Coterie.Runs.Results;

/// <summary>The correlation of a measure with an accuracy over the snapshots.</summary>
/// <param name="Layer">The layer's name; null for the whole model.</param>
/// <param name="Class">The class; null for all.</param>
/// <param name="Measure">Which measure.</param>
/// <param name="Variant">Which form of it.</param>
/// <param name="Against">Which accuracy.</param>
/// <param name="Pearson">Pearson's coefficient; null where a series is constant or too short.</param>
/// <param name="Spearman">Spearman's, with average ranks; null where Pearson's is.</param>
public sealed record CorrelationResult(
    string? Layer, int? Class, string Measure, string Variant, AccuracyKind Against, double? Pearson, double? Spearman)
{
    /// <summary>Correlates every measure with every accuracy.</summary>
    /// <param name="snapshots">The snapshots in order, all with the same layers and classes.</param>
    /// <returns>One for each measure and accuracy that has any value.</returns>
    public static IReadOnlyList<CorrelationResult> Of(IReadOnlyList<Snapshot> snapshots)
    {
        return Of(snapshots, Series.Kinds);
    }

    /// <summary>Correlates every measure with some accuracies.</summary>
    internal static IReadOnlyList<CorrelationResult> Of(IReadOnlyList<Snapshot> snapshots, IReadOnlyList<AccuracyKind> kinds)
    {
        IReadOnlyDictionary<MeasureKey, double?[]> series = Series.Of(snapshots);
        return [.. Series.Pairs(series, kinds).Select(pair =>
        {
            Correlation found = Correlation.Of(series[pair.Measure], series[Series.KeyOf(pair.Accuracy)]);
            MeasureKey key = pair.Measure;
            return new CorrelationResult(key.Layer, key.Class, key.Measure, key.Variant, pair.Accuracy, found.Pearson, found.Spearman);
        })];
    }
}
