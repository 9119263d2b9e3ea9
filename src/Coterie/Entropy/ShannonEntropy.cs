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
        double* shares = stackalloc double[AtOnce];
        double* lanes = stackalloc double[InterleavedSum.Lanes];
        new Span<double>(lanes, InterleavedSum.Lanes).Clear();
        while (!counts.IsEmpty)
        {
            int taken = Math.Min(counts.Length, AtOnce);
            Widen(counts[..taken], shares);
            for (nint k = 0; k < taken; k += TVectors.Lanes)
            {
                // 0 ln 0 is 0: the logarithm of 0 comes out as some number here.
                TVector share = TVectors.Divide(TVectors.Load(shares + k), TVectors.All(total));
                double* sum = InterleavedSum.Lane(lanes, k);
                TVectors.Store(TVectors.MultiplyAdd(share, Logarithm.Of<TVectors, TVector>(share), TVectors.Load(sum)), sum);
            }
            counts = counts[taken..];
        }
        double entropy = 0;
        for (int k = 0; k < InterleavedSum.Lanes; k++) entropy -= lanes[k];
        return Math.Max(0, entropy);
    }

    // Zeros fill the last eight.
    private static void Widen(ReadOnlySpan<int> counts, double* to)
    {
        for (; counts.Length >= Vector256<int>.Count; counts = counts[Vector256<int>.Count..], to += Vector256<int>.Count)
        {
            (Vector256<long> lower, Vector256<long> upper) = Vector256.Widen(Vector256.Create(counts));
            Vector256.ConvertToDouble(lower).Store(to);
            Vector256.ConvertToDouble(upper).Store(to + Vector256<long>.Count);
        }
        if (counts.IsEmpty) return;
        Vector512<double>.Zero.Store(to);
        for (int k = 0; k < counts.Length; k++) to[k] = counts[k];
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
