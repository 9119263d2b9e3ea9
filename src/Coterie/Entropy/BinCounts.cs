using Coterie.Activations;

namespace Coterie.Entropy;

/// <summary>Room for the counts of one column's bins, used over and over.</summary>
/// <param name="bins">How many bins.</param>
internal sealed class BinCounts(int bins)
{
    private readonly int[] nonzero = new int[bins];
    private readonly int[] all = new int[bins];

    /// <summary>Room for the counts of a column's cells.</summary>
    public int[] Cells { get; } = new int[JointBins.Cells(bins)];

    /// <summary>A column's entropies.</summary>
    /// <param name="joint">Its bins.</param>
    /// <param name="cells">The counts of its cells, of no more use then.</param>
    /// <param name="summary">What is known of it.</param>
    /// <param name="magnitudeLog">Its sum of |x| ln|x|.</param>
    public Entropies Entropies(in JointBins joint, Span<int> cells, ColumnSummary summary, double magnitudeLog)
    {
        if (summary.Nonzeros == 0) return default;
        joint.Divide(cells, nonzero, all);
        // Only non-zeros were counted; here the zeros join their bin.
        int zeros = (int)(summary.Samples - summary.Nonzeros);
        if (zeros > 0) all[joint.ZeroBin()] += zeros;
        return new Entropies(
            ShannonEntropy.OfCounts(nonzero, summary.Nonzeros), ShannonEntropy.OfCounts(all, summary.Samples), ShannonEntropy.OfShares(summary, magnitudeLog));
    }
}
