using Coterie.Activations;
using Coterie.Entropy;

namespace Coterie.Bench.Kernels;

/// <summary>What the second reading does for the entropies of a layer, as <see cref="SnapshotAnalyzer"/> does it.</summary>
internal static class SecondReading
{
    private const int Bins = 50;

    public static ActivationEntropy Entropy(ActivationStatistics statistics, float[] rows, int[] labels, int threads)
    {
        Entropies[] neurons = new Entropies[statistics.Layer.Neurons];
        Entropies[] classes = new Entropies[statistics.Classes];
        ActivationHistograms histograms = new(statistics, statistics.Totals(), Bins, (0, neurons.Length));
        histograms.Add<float>(rows, labels, threads);
        histograms.Finish(neurons, classes, threads);
        return new ActivationEntropy(neurons, classes);
    }
}
