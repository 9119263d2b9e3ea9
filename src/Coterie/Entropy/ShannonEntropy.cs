using System.Numerics.Tensors;
using Coterie.Activations;

namespace Coterie.Entropy;

/// <summary>Shannon's entropy −Σ p ln p, in nats.</summary>
internal static class ShannonEntropy
{
    private const int AtOnce = 128;

    /// <summary>The entropy of counts in bins.</summary>
    public static double OfCounts(ReadOnlySpan<int> counts, long total)
    {
        Span<double> shares = stackalloc double[AtOnce];
        Span<double> logarithms = stackalloc double[AtOnce];
        double entropy = 0;
        int filled = 0;
        foreach (int count in counts)
        {
            if (count == 0) continue;
            shares[filled++] = count / (double)total;
            if (filled == AtOnce) Flush(shares, logarithms);
        }
        Flush(shares[..filled], logarithms);
        return Math.Max(0, entropy);

        void Flush(ReadOnlySpan<double> some, Span<double> logarithms)
        {
            TensorPrimitives.Log(some, logarithms);
            entropy -= TensorPrimitives.Dot(some, logarithms[..some.Length]);
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
