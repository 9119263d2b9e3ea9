using Coterie.Activations;
using Coterie.Entropy;

namespace Coterie.Bench.Kernels;

/// <summary>What the second reading does for the entropies of a layer, as <see cref="SnapshotAnalyzer"/> does it.</summary>
internal static class SecondReading
{
    private const int Bins = 50;

    public static ActivationEntropy Entropy(ActivationStatistics statistics, float[] rows, int[] labels, int threads)
    {
        ActivationHistograms histograms = new(statistics, Bins);
        histograms.Add<float>(rows, labels, threads);
        return new ActivationEntropy(histograms, statistics.Layer, statistics.Classes);
    }
}
