using Coterie.Statistics;

namespace Coterie.Runs.Results;

/// <summary>How a measure moves with an accuracy over the snapshots.</summary>
/// <param name="Layer">The layer's name; null for the whole model.</param>
/// <param name="Class">The class; null for all.</param>
/// <param name="Measure">Which measure.</param>
/// <param name="Variant">Which form of it.</param>
/// <param name="Against">Which accuracy: <c>running</c>, <c>evaluated</c> or <c>test</c>.</param>
/// <param name="Pearson">Pearson's coefficient; null where a series is constant or too short.</param>
/// <param name="Spearman">Spearman's, with average ranks; null where Pearson's is.</param>
public sealed record CorrelationResult(
    string? Layer, int? Class, string Measure, string Variant, string Against, double? Pearson, double? Spearman)
{
    /// <summary>Correlates every measure with every accuracy.</summary>
    /// <param name="snapshots">The snapshots in order, all with the same layers and classes.</param>
    /// <returns>One for each measure and accuracy that has any value.</returns>
    public static IReadOnlyList<CorrelationResult> Of(IReadOnlyList<SnapshotResult> snapshots)
    {
        IReadOnlyDictionary<Metric, double?[]> series = Metrics.Series(snapshots);
        return [.. Metrics.Pairs(series).Select(pair =>
        {
            Correlation found = Correlation.Of(series[pair.Measure], series[pair.Accuracy]);
            Metric metric = pair.Measure;
            return new CorrelationResult(
                metric.Layer, metric.Class, metric.Measure, metric.Variant, pair.Accuracy.Variant, found.Pearson, found.Spearman);
        })];
    }
}
