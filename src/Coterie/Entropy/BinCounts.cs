using Coterie.Activations;

namespace Coterie.Entropy;

/// <summary>From the counts in a neuron's bins to its entropies.</summary>
internal static class BinCounts
{
    /// <summary>The entropies of one neuron on one set of samples.</summary>
    /// <param name="bins">The neuron's own bins.</param>
    /// <param name="common">The bins of <see cref="EntropyForm.Common"/>.</param>
    /// <param name="nonzero">The counts of the non-zero activations in <see cref="BinPair.Nonzero"/>.</param>
    /// <param name="all">Their counts in <see cref="BinPair.All"/>; the zeros are added here.</param>
    /// <param name="inCommon">Their counts in <paramref name="common"/>; the zeros are added here.</param>
    /// <param name="summary">What is known about the activations.</param>
    /// <param name="magnitudeLog">Their sum of |x| ln|x|.</param>
    public static Entropies Entropies(
        in BinPair bins,
        in Bins common,
        ReadOnlySpan<int> nonzero,
        Span<int> all,
        Span<int> inCommon,
        ColumnSummary summary,
        double magnitudeLog)
    {
        if (summary.Nonzeros == 0) return default;
        int zeros = (int)(summary.Samples - summary.Nonzeros);
        if (zeros > 0)
        {
            all[bins.All.Of(0)] += zeros;
            inCommon[common.Of(0)] += zeros;
        }
        return new Entropies(
            ShannonEntropy.OfCounts(nonzero, summary.Nonzeros),
            ShannonEntropy.OfCounts(all, summary.Samples),
            ShannonEntropy.OfShares(summary, magnitudeLog),
            ShannonEntropy.OfCounts(inCommon, summary.Samples));
    }
}
