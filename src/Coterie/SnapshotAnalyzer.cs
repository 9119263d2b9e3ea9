using System.Numerics;
using Coterie.Activations;
using Coterie.Communities;
using Coterie.Entropy;
using Coterie.Kernels;
using Coterie.Patterns;

namespace Coterie;

/// <summary>
/// Analyses snapshots: reads the activations twice, first for what needs nothing else (means, extremes), then for what
/// depends on it (co-activation, histograms), and measures the graphs that come of it. Memory is bounded by the settings,
/// not by the number of samples; it is kept from one snapshot to the next.
/// </summary>
/// <param name="settings">The choices.</param>
public sealed class SnapshotAnalyzer(AnalysisSettings settings)
{
    // Tables larger than this cost more than to read again what is in memory; and no array holds more than the other.
    private const long Handy = 1L << 28;
    private const long Largest = 1L << 32;

    private readonly ActivationBuffer buffer = new(settings.Threads);

    /// <summary>Analyses one snapshot.</summary>
    /// <param name="source">Its activations; replayed once where they fit in memory, else twice.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="InputException">A class has no samples, an activation is not finite, or the memory does not suffice.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public SnapshotAnalysis Analyze(IActivationSource source, CancellationToken cancellation = default)
    {
        (bool hold, int parts) = Plan(source);
        buffer.Clear();
        FirstReading first = new(source, hold ? buffer : null, settings.Threads);
        source.Replay(first, cancellation);

        LayerReading[] readings = [.. first.Statistics.Select(statistics => new LayerReading(statistics, settings))];
        for (int part = 0; part < parts; part++)
        {
            SecondReading second = new(readings, part, parts, settings);
            if (hold) buffer.Replay(second, cancellation);
            else source.Replay(second, cancellation);
            second.Finish();
        }

        LayerAnalysis[] layers = new LayerAnalysis[readings.Length];
        Each.Of(layers.Length, settings.Threads, l =>
        {
            cancellation.ThrowIfCancellationRequested();
            layers[l] = readings[l].Finish();
        });
        return new SnapshotAnalysis(layers);
    }

    // Whether to keep the activations for the second reading, and into how many readings of some columns each to divide it
    // for the histograms to fit.
    private (bool Hold, int Parts) Plan(IActivationSource source)
    {
        int most = source.Layers.Max(layer => Columns.Padded(layer.Neurons) / Columns.Step);
        long fixedTables = source.Layers.Sum(layer =>
            ActivationStatistics.Bytes(layer, source.Classes)
            + CoactivationCounter.Bytes(source.Classes, Math.Min(settings.Top, layer.Neurons), layer.Neurons));
        long least = fixedTables + Histograms(most);
        if (least > settings.Memory)
        {
            throw new InputException(
                $"the analysis needs {ByteSize.Text(least)} of memory for its tables, whatever the number of samples, "
                + $"and may take {ByteSize.Text(settings.Memory)}; allow more, or take fewer bins");
        }
        // Counted as float64, the wider of the two.
        long activations = source.Samples * source.Layers.Sum(layer => (long)layer.Neurons) * sizeof(double);
        bool hold = source is not MemoryActivations && activations <= settings.Memory - least;
        long free = settings.Memory - fixedTables - (hold ? activations : 0);
        long room = Math.Min(free, hold || source is MemoryActivations ? Handy : Largest);
        int parts = 1;
        while (parts < most && Histograms(parts) > room) parts++;
        return (hold, parts);

        long Histograms(int parts)
        {
            return source.Layers.Sum(layer => ActivationHistograms.Bytes(Widest(layer, parts), source.Classes, settings.Bins, source.Samples, settings.Threads));
        }
    }

    // One of the parts into which the columns of a layer are divided, and the width of the widest.
    private static (int From, int Until) Part(Layer layer, int part, int parts)
    {
        int width = Widest(layer, parts);
        return (Math.Min(part * width, layer.Neurons), Math.Min((part + 1) * width, layer.Neurons));
    }

    private static int Widest(Layer layer, int parts)
    {
        return Math.Min(Columns.Padded((layer.Neurons + parts - 1) / parts), layer.Neurons);
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

    private sealed class SecondReading(LayerReading[] layers, int part, int parts, AnalysisSettings settings) : IActivationSink
    {
        private readonly ActivationHistograms[] histograms = [.. layers.Select(layer => layer.Histograms(part, parts))];

        public void Accept<T>(int layer, ReadOnlySpan<T> activations, ReadOnlySpan<int> labels)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            histograms[layer].Add(activations, labels, settings.Threads);
            if (part == 0) layers[layer].Coactivations.Add(activations, labels, settings.Threads);
        }

        public void Finish()
        {
            for (int l = 0; l < layers.Length; l++)
            {
                histograms[l].Finish(layers[l].NeuronEntropies, layers[l].ClassEntropies, settings.Threads);
            }
        }
    }

    private sealed class LayerReading
    {
        private readonly AnalysisSettings settings;
        private readonly ActivationStatistics statistics;
        private readonly ColumnSummary[] totals;
        private readonly ClassTable means;
        private readonly Representatives representatives;

        public LayerReading(ActivationStatistics statistics, AnalysisSettings settings)
        {
            this.settings = settings;
            this.statistics = statistics;
            totals = statistics.Totals();
            means = statistics.ClassMeans();
            representatives = Representatives.Select(means, settings.Top);
            Coactivations = new CoactivationCounter(means, representatives);
            NeuronEntropies = new Entropies[statistics.Layer.Neurons];
            ClassEntropies = new Entropies[statistics.Classes];
        }

        public CoactivationCounter Coactivations { get; }

        public Entropies[] NeuronEntropies { get; }

        public Entropies[] ClassEntropies { get; }

        public ActivationHistograms Histograms(int part, int parts)
        {
            return new ActivationHistograms(statistics, totals, settings.Bins, Part(statistics.Layer, part, parts));
        }

        public LayerAnalysis Finish()
        {
            ActivationPatternGraph pattern = ActivationPatternGraph.Build(means, statistics.Samples, representatives, Coactivations);
            return new LayerAnalysis
            {
                Layer = statistics.Layer,
                DeadNeurons = totals.Count(total => total.Nonzeros == 0),
                Means = means,
                Pattern = pattern,
                Communities =
                [
                    .. CommunityMethods.All.Select(method => FoundCommunities.BestOf(method, pattern.Graph, settings.Gamma, settings.Seed)),
                ],
                Entropy = new ActivationEntropy(NeuronEntropies, ClassEntropies),
            };
        }
    }
}
