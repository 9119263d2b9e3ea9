using System.Numerics;
using Coterie.Activations;
using Coterie.Communities;
using Coterie.Entropy;
using Coterie.Graphs;
using Coterie.Patterns;
using Coterie.Quality;

namespace Coterie;

/// <summary>
/// Analyses snapshots: reads the activations twice, first for what needs nothing else (means, extremes), then for what
/// depends on it (co-activation, histograms), and measures the graphs that come of it. Memory is bounded by the settings,
/// not by the number of samples; it is kept from one snapshot to the next.
/// </summary>
/// <param name="settings">The choices.</param>
public sealed class SnapshotAnalyzer(AnalysisSettings settings)
{
    private readonly ActivationBuffer buffer = new();

    /// <summary>Analyses one snapshot.</summary>
    /// <param name="source">Its activations; replayed once where they fit in memory, else twice.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="InputException">A class has no samples, an activation is not finite, or the memory does not suffice.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public SnapshotAnalysis Analyze(IActivationSource source, CancellationToken cancellation = default)
    {
        bool hold = MayHold(source);
        buffer.Clear();
        FirstReading first = new(source, hold ? buffer : null, settings.Threads);
        source.Replay(first, cancellation);

        LayerReading[] readings = [.. first.Statistics.Select(statistics => new LayerReading(statistics, settings))];
        SecondReading second = new(readings, settings.Threads);
        if (hold) buffer.Replay(second, cancellation);
        else source.Replay(second, cancellation);

        LayerAnalysis[] layers = new LayerAnalysis[readings.Length];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = settings.Threads, CancellationToken = cancellation };
        Parallel.For(0, layers.Length, parallel, l => layers[l] = readings[l].Finish());
        return new SnapshotAnalysis(layers);
    }

    private bool MayHold(IActivationSource source)
    {
        long tables = source.Layers.Sum(layer =>
            ActivationStatistics.Bytes(layer, source.Classes)
            + ActivationHistograms.Bytes(layer, source.Classes, settings.Bins)
            + CoactivationCounter.Bytes(source.Classes, Math.Min(settings.Top, layer.Neurons)));
        if (tables > settings.Memory)
        {
            throw new InputException(
                $"the analysis needs {ByteSize.Text(tables)} of memory for its tables, whatever the number of samples, "
                + $"and may take {ByteSize.Text(settings.Memory)}; allow more, or take fewer bins");
        }
        // Counted as float64, the wider of the two.
        long activations = source.Samples * source.Layers.Sum(layer => (long)layer.Neurons) * sizeof(double);
        return source is not MemoryActivations && activations <= settings.Memory - tables;
    }

    private sealed class FirstReading(IActivationSource source, ActivationBuffer? buffer, int threads) : IActivationSink
    {
        public ActivationStatistics[] Statistics { get; } =
            [.. source.Layers.Select(layer => new ActivationStatistics(layer, source.Classes))];

        public void Accept<T>(int layer, ReadOnlySpan<T> activations, ReadOnlySpan<int> labels)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            buffer?.Add(layer, activations, labels);
            Statistics[layer].Add(activations, labels, threads);
        }
    }

    private sealed class SecondReading(LayerReading[] layers, int threads) : IActivationSink
    {
        public void Accept<T>(int layer, ReadOnlySpan<T> activations, ReadOnlySpan<int> labels)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            layers[layer].Histograms.Add(activations, labels, threads);
            layers[layer].Coactivations.Add(activations, labels, threads);
        }
    }

    private sealed class LayerReading
    {
        private readonly AnalysisSettings settings;
        private readonly ActivationStatistics statistics;
        private readonly ClassTable means;
        private readonly Representatives representatives;

        public LayerReading(ActivationStatistics statistics, AnalysisSettings settings)
        {
            this.settings = settings;
            this.statistics = statistics;
            means = statistics.ClassMeans();
            representatives = Representatives.Select(means, settings.Top);
            Histograms = new ActivationHistograms(statistics, settings.Bins);
            Coactivations = new CoactivationCounter(means, representatives);
        }

        public ActivationHistograms Histograms { get; }

        public CoactivationCounter Coactivations { get; }

        public LayerAnalysis Finish()
        {
            ActivationPatternGraph pattern = ActivationPatternGraph.Build(means, statistics.Samples, representatives, Coactivations);
            WeightedGraph graph = pattern.Graph;
            Partition halves = KernighanLinBisection.Find(graph, settings.Seed);
            return new LayerAnalysis
            {
                Layer = statistics.Layer,
                DeadNeurons = statistics.DeadNeurons(),
                Means = means,
                Pattern = pattern,
                Modularity = PatternModularity.Of(pattern, halves),
                Halves = halves,
                Louvain = FoundCommunities.BestOf(graph, settings.Resolution, settings.Seed, Louvain.Find),
                Leiden = FoundCommunities.BestOf(graph, settings.Resolution, settings.Seed, Leiden.Find),
                Entropy = new ActivationEntropy(Histograms, statistics.Layer, statistics.Classes),
            };
        }
    }
}
