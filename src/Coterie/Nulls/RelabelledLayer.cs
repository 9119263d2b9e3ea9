using System.Numerics;
using Coterie.Activations;
using Coterie.Passes;
using Coterie.Patterns;

namespace Coterie.Nulls;

/// <summary>
/// The pattern graph of a layer by other labels than its own, in two looks at every activation: the first for the class means, the second
/// for the co-activations.
/// </summary>
/// <param name="layer">The layer.</param>
/// <param name="classes">The number of classes.</param>
/// <param name="settings">The settings of the analysis.</param>
internal sealed class RelabelledLayer(Layer layer, int classes, AnalysisSettings settings)
{
    private readonly ClassStatistics means = new(layer, classes);
    private LayerStatistics? statistics;
    private LayerCoactivations? coactivations;

    /// <summary>The most bytes of the co-activation counts.</summary>
    public static long CountBytes(Layer layer, int classes, AnalysisSettings settings)
    {
        return LayerCoactivations.Bytes(layer.Neurons, settings.Top.Of(layer.Neurons), classes);
    }

    /// <summary>Adds a batch to the class means.</summary>
    public void AddToMeans<T>(ReadOnlySpan<T> activations, ReadOnlySpan<int> labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        means.Add(activations, labels, settings.Threads);
    }

    /// <summary>Adds a batch to the co-activations, after all have been added to the means.</summary>
    public void AddToCounts<T>(ReadOnlySpan<T> activations, ReadOnlySpan<int> labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (statistics is null)
        {
            // With these labels a class may have a sum that float64 cannot hold, though with its own labels none has.
            if (means.Totals().Any(total => !double.IsFinite(total.Magnitude))) return;
            statistics = new LayerStatistics(means, settings.Top.Of(layer.Neurons), settings.Representatives);
            coactivations = new LayerCoactivations(statistics.Means, statistics.Representatives, settings.Threads);
        }
        coactivations!.Add(activations, labels);
    }

    /// <summary>The graph; null where a class mean is not a finite number.</summary>
    public ActivationPatternGraph? Finish()
    {
        if (statistics is null) return null;
        var counts = (CoactivationCounts)coactivations!.Finish();
        return ActivationPatternGraph.Build(statistics.Means, statistics.Samples, statistics.Representatives, counts);
    }
}
