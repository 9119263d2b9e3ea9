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
        Dictionary<Metric, List<double?>> series = [];
        foreach (SnapshotResult snapshot in snapshots)
        {
            foreach ((Metric metric, double? value) in Metrics.Of(snapshot))
            {
                if (!series.TryGetValue(metric, out List<double?>? values)) series.Add(metric, values = []);
                values.Add(value);
            }
        }
        List<CorrelationResult> correlations = [];
        foreach (string against in Metrics.Accuracies)
        {
            if (!series.TryGetValue(new Metric(null, null, Metrics.Accuracy, against), out List<double?>? accuracy)
                || accuracy.TrueForAll(value => value is null)) continue;
            foreach ((Metric metric, List<double?> values) in series)
            {
                if (metric.Measure == Metrics.Accuracy) continue;
                Correlation found = Correlation.Of(values, accuracy);
                correlations.Add(new CorrelationResult(
                    metric.Layer, metric.Class, metric.Measure, metric.Variant, against, found.Pearson, found.Spearman));
            }
        }
        return correlations;
    }
}
