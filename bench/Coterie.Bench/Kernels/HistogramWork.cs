using Coterie.Entropy;
using Coterie.Passes;

namespace Coterie.Bench.Kernels;

/// <summary>The second pass over a layer for its entropies, as <see cref="SnapshotAnalyzer"/> makes it.</summary>
internal static class HistogramWork
{
    private const int Bins = 50;

    /// <summary>The entropies of a layer whose activations are in memory.</summary>
    public static ActivationEntropy Entropy(LayerStatistics statistics, float[] rows, int[] labels, int threads)
    {
        LayerHistograms histograms = new(statistics, Bins, threads);
        histograms.Begin(0, statistics.Layer.Neurons);
        Batches.ForEach(rows, labels, histograms.Add<float>);
        return (ActivationEntropy)histograms.Finish();
    }
}
