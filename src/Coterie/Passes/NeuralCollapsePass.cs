using Coterie.Activations;
using Coterie.Geometry;

namespace Coterie.Passes;

/// <summary>
/// The second pass that compares the variability within classes with that between them; its result is <see cref="NeuralCollapse"/>.
/// </summary>
internal sealed class NeuralCollapsePass : ISecondPass
{
    /// <inheritdoc/>
    public long Bytes(Layer layer, int neurons, int classes, AnalysisSettings settings)
    {
        return ClassDirections.Bytes(layer.Neurons, classes);
    }

    /// <inheritdoc/>
    public ILayerPass Begin(LayerStatistics statistics, AnalysisSettings settings)
    {
        return new LayerNeuralCollapse(statistics.Means, statistics.Samples, settings.Threads);
    }
}
