using System.Numerics;
using Coterie.Activations;
using Coterie.Communities;
using Coterie.Numerics;
using Coterie.Passes;
using Coterie.Patterns;

namespace Coterie;

/// <summary>
/// Analyses snapshots. A first pass over the activations computes the class statistics, a second pass the counts that depend on them
/// (co-activation, histograms); then the resulting graphs are measured. Memory is bounded by the settings, not by the number of samples,
/// and is reused for the next snapshot.
/// </summary>
public sealed class SnapshotAnalyzer
{
    private readonly AnalysisSettings settings;
    private readonly IReadOnlyList<ISecondPass> passes;
    private readonly ActivationBuffer buffer;

    /// <summary>Takes the settings.</summary>
    /// <param name="settings">The choices.</param>
    public SnapshotAnalyzer(AnalysisSettings settings)
        : this(settings, SecondPasses.All)
    {
    }

    /// <summary>Takes the settings and the second passes, including the co-activation.</summary>
    internal SnapshotAnalyzer(AnalysisSettings settings, IReadOnlyList<ISecondPass> passes)
    {
        this.settings = settings;
        this.passes = passes;
        buffer = new ActivationBuffer();
    }

    /// <summary>Analyses one snapshot.</summary>
    /// <param name="source">Its activations; replayed once if they fit in memory, otherwise twice or more.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="InputException">A class has no samples, an activation is not finite, or there is not enough memory.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public SnapshotAnalysis Analyze(IActivationSource source, CancellationToken cancellation = default)
    {
        MemoryPlan plan = MemoryPlan.For(source, passes, settings);
        buffer.Clear();
        FirstPass first = new(source, plan.Hold ? buffer : null, settings.Threads);
        source.Replay(first, cancellation);

        LayerWork[] works = [.. first.Statistics.Select(statistics => new LayerWork(statistics, passes, settings))];
        for (int part = 0; part < plan.Parts; part++)
        {
            foreach (LayerWork work in works) work.Begin(plan, part);
            SecondPass second = new(works);
            if (plan.Hold) buffer.Replay(second, cancellation);
            else source.Replay(second, cancellation);
        }

        PassResults[] results = [.. works.Select(work => work.Finish())];
        LayerAnalysis[] layers = new LayerAnalysis[works.Length];
        ParallelLoop.Run(layers.Length, settings.Threads, l =>
        {
            cancellation.ThrowIfCancellationRequested();
            layers[l] = Measure(works[l].Statistics, results[l]);
        });
        IReadOnlyList<LayerWeights?>? weights = source.Weights;
        return new SnapshotAnalysis([.. layers.Select((layer, l) => layer with { Weights = weights?[l] })]);
    }

    private LayerAnalysis Measure(LayerStatistics statistics, PassResults results)
    {
        ActivationPatternGraph pattern = ActivationPatternGraph.Build(
            statistics.Means, statistics.Samples, statistics.Representatives, results.Get<CoactivationCounts>());
        return new LayerAnalysis
        {
            Layer = statistics.Layer,
            DeadNeurons = statistics.DeadNeurons,
            Top = statistics.Top,
            Means = statistics.Means,
            Pattern = pattern,
            Communities =
            [
                .. CommunityMethods.All.Select(method => FoundCommunities.BestOf(method, pattern.Graph, settings.Gamma, settings.Seed)),
            ],
            PassResults = results,
        };
    }

    private sealed class FirstPass(IActivationSource source, ActivationBuffer? buffer, int threads) : IActivationSink
    {
        public ClassStatistics[] Statistics { get; } = [.. source.Layers.Select(layer => new ClassStatistics(layer, source.Classes))];

        public void Accept<T>(int layer, ReadOnlySpan<T> activations, ReadOnlySpan<int> labels)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            buffer?.Add(layer, activations, labels);
            Statistics[layer].Add(activations, labels, threads);
        }
    }

    private sealed class SecondPass(LayerWork[] works) : IActivationSink
    {
        public void Accept<T>(int layer, ReadOnlySpan<T> activations, ReadOnlySpan<int> labels)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            works[layer].Add(activations, labels);
        }
    }
}
