using System.Numerics;
using Coterie.Activations;
using Coterie.Passes;
using Coterie.Patterns;

namespace Coterie.Nulls;

/// <summary>
/// The pattern graphs of a snapshot by labels that are permuted over its samples, the same permutation for every layer. It takes two looks
/// at every activation; the first shares a replay with the second passes of the analysis, the second needs one of its own.
/// </summary>
internal sealed class PermutedLabels
{
    private readonly RelabelledLayer[] layers;
    private readonly LabelUrn[] firstUrns;
    private readonly LabelUrn[] secondUrns;

    /// <summary>Begins with the layers of a snapshot.</summary>
    /// <param name="works">Each layer.</param>
    /// <param name="settings">The settings of the analysis.</param>
    public PermutedLabels(IReadOnlyList<LayerStatistics> works, AnalysisSettings settings)
    {
        layers = [.. works.Select(work => new RelabelledLayer(work.Layer, work.Classes, settings))];
        // Each layer has its own urn, because the layers of a batch come one after the other and get the same labels.
        firstUrns = [.. works.Select(work => new LabelUrn(work.Samples, settings.Seed))];
        secondUrns = [.. works.Select(work => new LabelUrn(work.Samples, settings.Seed))];
    }

    /// <summary>The second look: a sink for one more replay.</summary>
    public IActivationSink SecondLook => new CountsSink(layers, secondUrns);

    /// <summary>The first look: takes one layer's activations on one batch.</summary>
    public void Look<T>(int layer, ReadOnlySpan<T> activations, int samples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        layers[layer].AddToMeans(activations, firstUrns[layer].Draw(samples));
    }

    /// <summary>The graph of a layer, after both looks; null where a class mean is not a finite number.</summary>
    public ActivationPatternGraph? Pattern(int layer) => layers[layer].Finish();

    private sealed class CountsSink(RelabelledLayer[] layers, LabelUrn[] urns) : IActivationSink
    {
        public void Accept<T>(int layer, ReadOnlySpan<T> activations, ReadOnlySpan<int> labels)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            layers[layer].AddToCounts(activations, urns[layer].Draw(labels.Length));
        }
    }
}
