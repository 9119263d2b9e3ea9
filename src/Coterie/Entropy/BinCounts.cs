using System.Numerics;
using System.Numerics.Tensors;
using Coterie.Activations;

namespace Coterie.Entropy;

/// <summary>Room for the counts of one column, used over and over.</summary>
/// <param name="bins">How many bins.</param>
internal sealed class BinCounts(int bins)
{
    private readonly int[] upTo = new int[Cells.Count(bins)];
    private readonly int[] counts = new int[4 * bins + Cells.Spare];

    /// <summary>Room for a column's counts over a class that has no table: of the bins of non-zero values, then of those of all.</summary>
    public int[] Passing { get; } = new int[2 * bins];

    /// <summary>The bytes of it all.</summary>
    public static long Bytes(int bins)
    {
        return (Cells.Count(bins) + 6L * bins + Cells.Spare) * sizeof(int);
    }

    /// <summary>A column's entropies over a class.</summary>
    /// <param name="own">The bins over the class.</param>
    /// <param name="whole">The bins over all samples.</param>
    /// <param name="cells">The counts of the cells.</param>
    /// <param name="summary">What is known of the column on the class.</param>
    /// <param name="magnitudeLog">Its sum of |x| ln|x|.</param>
    /// <param name="ofWhole">The counts over all samples, to which the class's are added: of the bins of non-zero values, then of those of all.</param>
    public Entropies OfClass<TCount>(
        in JointBins own, in JointBins whole, ReadOnlySpan<TCount> cells, ColumnSummary summary, double magnitudeLog, Span<int> ofWhole)
        where TCount : unmanaged, IBinaryInteger<TCount>
    {
        if (summary.Nonzeros == 0) return default;
        int sum = 0;
        for (int cell = 0; cell < cells.Length; cell++) upTo[cell] = sum += int.CreateTruncating(cells[cell]);
        Cells.Divide(own, whole, upTo, counts);
        TensorPrimitives.Add(ofWhole, counts.AsSpan(2 * bins, 2 * bins), ofWhole);
        return Of(own, counts.AsSpan(0, 2 * bins), summary, magnitudeLog);
    }

    /// <summary>A column's entropies over some samples.</summary>
    /// <param name="joint">The bins.</param>
    /// <param name="counts">Their counts, of no more use then: of the bins of non-zero values, then of those of all.</param>
    /// <param name="summary">What is known of the column.</param>
    /// <param name="magnitudeLog">Its sum of |x| ln|x|.</param>
    public static Entropies Of(in JointBins joint, Span<int> counts, ColumnSummary summary, double magnitudeLog)
    {
        if (summary.Nonzeros == 0) return default;
        Span<int> nonzero = counts[..joint.All.Count], all = counts[joint.All.Count..];
        // Only non-zeros were counted; here the zeros join their bin.
        int zeros = (int)(summary.Samples - summary.Nonzeros);
        if (zeros > 0) all[joint.All.Of(0)] += zeros;
        return new Entropies(
            ShannonEntropy.OfCounts(nonzero, summary.Nonzeros), ShannonEntropy.OfCounts(all, summary.Samples), ShannonEntropy.OfShares(summary, magnitudeLog));
    }
}
