using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Coterie.Activations;
using Coterie.Numerics;

namespace Coterie.Entropy;

/// <summary>Shannon's entropy −Σ p ln p, in nats.</summary>
internal static unsafe class ShannonEntropy
{
    /// <summary>The entropy of counts in bins.</summary>
    /// <param name="counts">The counts, none negative.</param>
    /// <param name="total">Their sum, not 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double OfCounts(ReadOnlySpan<int> counts, long total)
    {
        double* eight = stackalloc double[InterleavedSum.LaneCount];
        Vector512<double> sum = Vector512<double>.Zero;
        for (; !counts.IsEmpty; counts = counts[Math.Min(counts.Length, InterleavedSum.LaneCount)..])
        {
            for (int k = 0; k < InterleavedSum.LaneCount; k++) eight[k] = k < counts.Length ? counts[k] : 0;
            // 0 ln 0 is 0: the logarithm of 0 comes out as some finite number here.
            Vector512<double> share = Vector512.Load(eight) / Vector512.Create((double)total);
            sum = Vector512.FusedMultiplyAdd(share, Logarithm.Of(share), sum);
        }
        sum.Store(eight);
        double entropy = 0;
        for (int k = 0; k < InterleavedSum.LaneCount; k++) entropy -= eight[k];
        return Math.Max(0, entropy);
    }

    /// <summary>
    /// The entropy of the samples' shares p_d = |x_d| / S, where S is the sum of |x|. Since
    /// −Σ p ln p = ln S − Σ |x| ln |x| / S, it needs no pass after S is known.
    /// </summary>
    /// <param name="column">What is known about the samples.</param>
    /// <param name="magnitudeLog">Σ |x| ln |x|.</param>
    public static double OfShares(ColumnSummary column, double magnitudeLog)
    {
        if (column.Nonzeros <= 1) return 0;
        return Math.Max(0, Math.Log(column.Magnitude) - magnitudeLog / column.Magnitude);
    }
}
