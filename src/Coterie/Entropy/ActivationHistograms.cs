using System.Numerics;
using Coterie.Activations;

namespace Coterie.Entropy;

/// <summary>
/// The second reading of a layer for its entropies: counts the activations of each neuron in equal bins, over all samples
/// and over those of each class, in both binned forms.
/// </summary>
internal sealed class ActivationHistograms
{
    private readonly ActivationStatistics statistics;

    // Grid i is class i's; the last is that of all samples.
    private readonly BinGrid[] nonzero;
    private readonly BinGrid[] all;

    public ActivationHistograms(ActivationStatistics statistics, int bins)
    {
        this.statistics = statistics;
        int neurons = statistics.Layer.Neurons;
        nonzero = Grids(EntropyForm.Nonzero);
        all = Grids(EntropyForm.All);

        BinGrid[] Grids(EntropyForm form)
        {
            BinGrid[] grids = new BinGrid[statistics.Classes + 1];
            for (int i = 0; i < statistics.Classes; i++)
            {
                int @class = i;
                grids[i] = new BinGrid(neurons, bins, form, q => statistics.Of(@class, q));
            }
            grids[^1] = new BinGrid(neurons, bins, form, statistics.Of);
            return grids;
        }
    }

    public static long Bytes(Layer layer, int classes, int bins)
    {
        return 2 * (classes + 1) * BinGrid.Bytes(layer.Neurons, bins);
    }

    public unsafe void Add<T>(ReadOnlySpan<T> activations, ReadOnlySpan<int> labels, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        NonzeroColumns.ForEach(activations, labels, statistics.Classes, statistics.Layer.Neurons, threads, Take);
    }

    /// <summary>The entropies of a neuron over all samples.</summary>
    public Entropies Of(int neuron)
    {
        return Of(neuron, statistics.Classes, statistics.Of(neuron));
    }

    /// <summary>The entropies of a neuron over the samples of a class.</summary>
    public Entropies Of(int @class, int neuron)
    {
        return Of(neuron, @class, statistics.Of(@class, neuron));
    }

    private Entropies Of(int neuron, int grid, ColumnSummary column)
    {
        if (column.Nonzeros == 0) return default;
        // Only non-zeros were counted; here the zeros join their bin.
        int zeroBin = all[grid].BinOf(neuron, 0);
        return new Entropies(
            ShannonEntropy.OfCounts(nonzero[grid].Counts(neuron), column.Nonzeros, 0, 0),
            ShannonEntropy.OfCounts(all[grid].Counts(neuron), column.Samples, zeroBin, column.Samples - column.Nonzeros),
            ShannonEntropy.OfShares(column));
    }

    private unsafe void Take(int @class, int neuron, double* values, int count)
    {
        nonzero[@class].Count(neuron, values, count);
        nonzero[^1].Count(neuron, values, count);
        all[@class].Count(neuron, values, count);
        all[^1].Count(neuron, values, count);
    }
}
