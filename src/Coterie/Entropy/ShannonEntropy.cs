using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Coterie.Activations;

namespace Coterie.Entropy;

/// <summary>Shannon's entropy −Σ p ln p, in nats.</summary>
internal static class ShannonEntropy
{
    private const int AtOnce = 128;

    /// <summary>The entropy of counts in bins.</summary>
    public static double OfCounts(ReadOnlySpan<int> counts, long total)
    {
        Span<int> kept = stackalloc int[AtOnce + 1];
        Span<double> shares = stackalloc double[AtOnce];
        Span<double> logarithms = stackalloc double[AtOnce];
        double entropy = 0;
        int filled = 0;
        foreach (int count in counts)
        {
            // Written always and kept if not zero: which bins are empty is next to random.
            kept[filled] = count;
            filled += Unsafe.BitCast<bool, byte>(count != 0);
            if (filled == AtOnce) Flush(kept, shares, logarithms);
        }
        Flush(kept, shares, logarithms);
        return Math.Max(0, entropy);

        void Flush(ReadOnlySpan<int> kept, Span<double> shares, Span<double> logarithms)
        {
            for (int k = 0; k < filled; k++) shares[k] = kept[k] / (double)total;
            shares = shares[..filled];
            TensorPrimitives.Log(shares, logarithms);
            entropy -= TensorPrimitives.Dot(shares, logarithms[..filled]);
            filled = 0;
        }
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
