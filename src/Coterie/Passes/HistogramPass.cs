using Coterie.Activations;
using Coterie.Entropy;

namespace Coterie.Passes;

/// <summary>The second pass that finds the neurons' entropies; its result is <see cref="ActivationEntropy"/>.</summary>
internal sealed class HistogramPass : ISecondPass
{
    /// <inheritdoc/>
    public bool CanDivide => true;

    /// <inheritdoc/>
    public long Bytes(Layer layer, int neurons, int classes, AnalysisSettings settings)
    {
        return LayerHistograms.Bytes(layer, neurons, classes, settings.Bins);
    }

    /// <inheritdoc/>
    public string Option(AnalysisSettings settings) => $"--bins {settings.Bins}";

    /// <inheritdoc/>
    public ILayerPass Begin(LayerStatistics statistics, AnalysisSettings settings)
    {
        return new LayerHistograms(statistics, settings.Bins, settings.Threads);
    }
}
