using Coterie.Activations;

namespace Coterie.Entropy;

/// <summary>Shannon's entropy −Σ p ln p, in nats.</summary>
internal static class ShannonEntropy
{
    /// <summary>The entropy of counts in bins, one of which holds some more.</summary>
    public static double OfCounts(ReadOnlySpan<int> counts, long total, int extraBin, long extra)
    {
        double entropy = 0;
        for (int b = 0; b < counts.Length; b++)
        {
            long count = counts[b] + (b == extraBin ? extra : 0);
            if (count == 0) continue;
            double p = count / (double)total;
            entropy -= p * Math.Log(p);
        }
        return Math.Max(0, entropy);
    }

    /// <summary>
    /// The entropy of the samples' shares p_d = |x_d| / S, S being the sum of |x|. Since
    /// −Σ p ln p = ln S − Σ |x| ln |x| / S, it takes no second reading.
    /// </summary>
    public static double OfShares(ColumnSummary column)
    {
        if (column.Nonzeros <= 1) return 0;
        return Math.Max(0, Math.Log(column.Magnitude) - column.MagnitudeLog / column.Magnitude);
    }
}
