using Coterie.Communities;
using Coterie.Entropy;
using Coterie.Graphs;
using Coterie.Runs.Results;

namespace Coterie.Runs.Tables;

/// <summary>What a snapshot adds to each of a run's tables.</summary>
internal static class SnapshotRows
{
    public static IEnumerable<MetricRow> Metrics(int seed, int snapshot, SnapshotResult result)
    {
        return Results.Metrics.Of(result).Select(figure => new MetricRow
        {
            Seed = seed,
            Snapshot = snapshot,
            Epoch = result.Epoch,
            Layer = figure.Metric.Layer,
            Class = figure.Metric.Class,
            Measure = figure.Metric.Measure,
            Variant = figure.Metric.Variant,
            Value = figure.Value,
        });
    }

    public static IEnumerable<NeuronRow> Neurons(int snapshot, SnapshotAnalysis analysis)
    {
        return analysis.Layers.SelectMany(layer => Neurons(snapshot, layer));
    }

    public static IEnumerable<EdgeRow> Edges(int snapshot, SnapshotAnalysis analysis)
    {
        return analysis.Layers.SelectMany(layer =>
        {
            int[] neurons = layer.Pattern.Neurons.ToArray();
            return layer.Pattern.Graph.Edges().Select(edge => new EdgeRow
            {
                Snapshot = snapshot,
                Layer = layer.Layer.Name,
                Source = neurons[edge.Source],
                Target = neurons[edge.Target],
                Weight = edge.Weight,
            });
        });
    }

    private static IEnumerable<NeuronRow> Neurons(int snapshot, LayerAnalysis layer)
    {
        int classes = layer.Means.Classes;
        List<int>[] represented = [.. Enumerable.Range(0, layer.Layer.Neurons).Select(_ => new List<int>())];
        for (int i = 0; i < classes; i++)
        {
            foreach (int q in layer.Pattern.Representatives[i]) represented[q].Add(i);
        }
        for (int q = 0; q < layer.Layer.Neurons; q++)
        {
            int vertex = layer.Pattern.Neurons.BinarySearch(q);
            Entropies entropy = layer.Entropy.Neurons[q];
            yield return new NeuronRow
            {
                Snapshot = snapshot,
                Layer = layer.Layer.Name,
                Neuron = q,
                Classes = represented[q],
                Means = [.. Enumerable.Range(0, classes).Select(i => layer.Means[i, q])],
                EntropyNonzero = entropy.Nonzero,
                EntropyAll = entropy.All,
                EntropyShare = entropy.Share,
                Half = Of(layer.CommunitiesOf<KernighanLinBisection>().Partition),
                Louvain = Of(layer.CommunitiesOf<Louvain>().Partition),
                Leiden = Of(layer.CommunitiesOf<Leiden>().Partition),
            };

            int? Of(Partition partition) => vertex < 0 ? null : partition.Membership[vertex];
        }
    }
}
