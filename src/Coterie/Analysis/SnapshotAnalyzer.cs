using System.Numerics;
using Coterie.Activations;
using Coterie.Communities;
using Coterie.Nulls;
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
    /// <param name="source">Its activations; replayed once if they fit in memory, otherwise three times or more.</param>
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
        PermutedLabels permuted = new([.. works.Select(work => work.Statistics)], settings);
        for (int part = 0; part < plan.Parts; part++)
        {
            foreach (LayerWork work in works) work.Begin(plan, part);
            ReplayAgain(new SecondPass(works, part == 0 ? permuted : null));
        }
        ReplayAgain(permuted.SecondLook);

        PassResults[] results = [.. works.Select(work => work.Finish())];
        LayerAnalysis[] layers = new LayerAnalysis[works.Length];
        ParallelLoop.Run(layers.Length, settings.Threads, l =>
        {
            cancellation.ThrowIfCancellationRequested();
            layers[l] = Measure(works[l].Statistics, results[l]);
        });
        Compare(layers, works, permuted, cancellation);
        IReadOnlyList<LayerWeights?>? weights = source.Weights;
        return new SnapshotAnalysis([.. layers.Select((layer, l) => layer with { Weights = weights?[l] })]);

        void ReplayAgain(IActivationSink sink)
        {
            if (plan.Hold) buffer.Replay(sink, cancellation);
            else source.Replay(sink, cancellation);
        }
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

    // Sets the null models beside each layer: as many at once as threads and memory allow.
    private void Compare(LayerAnalysis[] layers, LayerWork[] works, PermutedLabels permuted, CancellationToken cancellation)
    {
        IReadOnlyList<NullModel> models = NullModels.All;
        NullMaterial[] material = new NullMaterial[layers.Length];
        for (int l = 0; l < layers.Length; l++)
        {
            material[l] = new NullMaterial(
                layers[l].Pattern,
                layers[l].Means,
                works[l].Statistics.Samples.ToArray(),
                layers[l].Result<CoactivationCounts>(),
                permuted.Pattern(l));
        }
        NullComparison[] found = new NullComparison[layers.Length * models.Count];
        int threads = ResultMemory.NullThreads([.. layers.Select(layer => layer.Layer)], layers[0].Means.Classes, settings);
        ParallelLoop.Run(found.Length, threads, k =>
        {
            (int l, int model) = Math.DivRem(k, models.Count);
            found[k] = NullComparison.Of(models[model], material[l], layers[l].Communities, settings.Seed, l, cancellation);
        });
        for (int l = 0; l < layers.Length; l++) layers[l] = layers[l] with { Nulls = found[(l * models.Count)..((l + 1) * models.Count)] };
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

    private sealed class SecondPass(LayerWork[] works, PermutedLabels? permuted) : IActivationSink
    {
        public void Accept<T>(int layer, ReadOnlySpan<T> activations, ReadOnlySpan<int> labels)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            works[layer].Add(activations, labels);
            permuted?.Look(layer, activations, labels.Length);
        }
    }
}
