using System.Numerics;
using System.Numerics.Tensors;
using Coterie.Activations;

namespace Coterie.Entropy;

/// <summary>Room for the counts of one column, used over and over.</summary>
/// <param name="bins">How many bins.</param>
internal sealed class BinCounts(int bins)
{
    private readonly int[] upTo = new int[Cells.Count(bins)];

    /// <summary>
    /// Room for a class's counts: of the class's bins of non-zero values, of its bins of all, and so of those over all samples.
    /// </summary>
    public int[] Counts { get; } = new int[4 * bins + Cells.Spare];

    /// <summary>The bytes of it all.</summary>
    public static long Bytes(int bins)
    {
        return (Cells.Count(bins) + 4L * bins + Cells.Spare) * sizeof(int);
    }

    /// <summary>Finds the counts from those of the cells.</summary>
    /// <param name="own">The bins over the class.</param>
    /// <param name="whole">The bins over all samples.</param>
    /// <param name="cells">The counts of the cells.</param>
    public void Divide<TCount>(in JointBins own, in JointBins whole, ReadOnlySpan<TCount> cells)
        where TCount : unmanaged, IBinaryInteger<TCount>
    {
        int sum = 0;
        for (int cell = 0; cell < cells.Length; cell++) upTo[cell] = sum += int.CreateTruncating(cells[cell]);
        Cells.Divide(own, whole, upTo, Counts);
    }

    /// <summary>A column's entropies over a class, from the counts, which are of no more use then.</summary>
    /// <param name="own">The bins over the class.</param>
    /// <param name="summary">What is known of the column on the class.</param>
    /// <param name="magnitudeLog">Its sum of |x| ln|x|.</param>
    /// <param name="ofWhole">The counts over all samples, to which the class's are added: of the bins of non-zero values, then of those of all.</param>
    public Entropies OfClass(in JointBins own, ColumnSummary summary, double magnitudeLog, Span<int> ofWhole)
    {
        TensorPrimitives.Add(ofWhole, Counts.AsSpan(2 * bins, 2 * bins), ofWhole);
        return Of(own, Counts.AsSpan(0, 2 * bins), summary, magnitudeLog);
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
