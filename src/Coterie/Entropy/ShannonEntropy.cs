using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Coterie.Activations;
using Coterie.Kernels;

namespace Coterie.Entropy;

/// <summary>Shannon's entropy −Σ p ln p, in nats.</summary>
internal static unsafe class ShannonEntropy
{
    private const int AtOnce = 128;

    /// <summary>The entropy of counts in bins.</summary>
    public static double OfCounts(ReadOnlySpan<int> counts, long total)
    {
        if (Vector512.IsHardwareAccelerated) return OfCounts<Vectors512, Vector512<double>>(counts, total);
        if (Vector256.IsHardwareAccelerated) return OfCounts<Vectors256, Vector256<double>>(counts, total);
        if (Vector128.IsHardwareAccelerated) return OfCounts<Vectors128, Vector128<double>>(counts, total);
        return OfCounts<ScalarVectors, double>(counts, total);
    }

    /// <inheritdoc cref="OfCounts(ReadOnlySpan{int}, long)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double OfCounts<TVectors, TVector>(ReadOnlySpan<int> counts, long total)
        where TVectors : struct, IVectors<TVector>
        where TVector : unmanaged
    {
        double* terms = stackalloc double[AtOnce];
        double entropy = 0;
        while (!counts.IsEmpty)
        {
            int taken = Math.Min(counts.Length, AtOnce);
            for (int k = 0; k < taken; k++) terms[k] = counts[k];
            // What stands behind the last count, up to a whole vector, goes along and is not added.
            for (int k = 0; k < taken; k += TVectors.Lanes)
            {
                TVector share = TVectors.Divide(TVectors.Load(terms + k), TVectors.All(total));
                // 0 ln 0 is 0: the logarithm of 0 comes out as some number here.
                TVectors.Store(TVectors.Multiply(share, Logarithm.Of<TVectors, TVector>(share)), terms + k);
            }
            for (int k = 0; k < taken; k++) entropy -= terms[k];
            counts = counts[taken..];
        }
        return Math.Max(0, entropy);
    }

    /// <summary>
    /// The entropy of the samples' shares p_d = |x_d| / S, S being the sum of |x|. Since
    /// −Σ p ln p = ln S − Σ |x| ln |x| / S, it takes no reading of its own.
    /// </summary>
    /// <param name="column">What is known of the samples.</param>
    /// <param name="magnitudeLog">Σ |x| ln |x|.</param>
    public static double OfShares(ColumnSummary column, double magnitudeLog)
    {
        if (column.Nonzeros <= 1) return 0;
        return Math.Max(0, Math.Log(column.Magnitude) - magnitudeLog / column.Magnitude);
    }
}
