using Coterie.Activations;

namespace Coterie.Passes;

/// <summary>
/// The second pass that finds the samples on which each neuron is most active; its result is <see cref="StrongestSamples"/>.
/// </summary>
internal sealed class StrongestSamplesPass : ISecondPass
{
    /// <inheritdoc/>
    public long Bytes(Layer layer, int neurons, int classes, AnalysisSettings settings) => LayerStrongestSamples.Bytes(layer.Neurons);

    /// <inheritdoc/>
    public ILayerPass Begin(LayerStatistics statistics, AnalysisSettings settings)
    {
        return new LayerStrongestSamples(statistics.Layer.Neurons, settings.Threads);
    }
}
