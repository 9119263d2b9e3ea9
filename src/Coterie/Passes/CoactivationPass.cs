using Coterie.Activations;
using Coterie.Patterns;

namespace Coterie.Passes;

/// <summary>The second pass that counts co-activations; its result is <see cref="CoactivationCounts"/>.</summary>
internal sealed class CoactivationPass : ISecondPass
{
    /// <inheritdoc/>
    public long Bytes(Layer layer, int neurons, int classes, AnalysisSettings settings)
    {
        return LayerCoactivations.Bytes(layer.Neurons, settings.Top.Of(layer.Neurons), classes);
    }

    /// <inheritdoc/>
    public string Option(AnalysisSettings settings) => ResultMemory.Option(settings);

    /// <inheritdoc/>
    public ILayerPass Begin(LayerStatistics statistics, AnalysisSettings settings)
    {
        return new LayerCoactivations(statistics.Means, statistics.Representatives, settings.Threads);
    }
}
