namespace Coterie.Entropy;

/// <summary>
/// How often a neuron takes which activation over all samples, zeros included: counts in equal bins from <see cref="Low"/> to
/// <see cref="High"/>, those of <see cref="EntropyForm.All"/>. A value lies in bin b when <c>edge(b) ≤ x &lt; edge(b+1)</c>, the last bin's
/// upper edge included.
/// </summary>
/// <remarks>
/// Where the entropy has more than <see cref="MostBins"/> bins, each bin here is as many neighbours of them as are needed to have no more;
/// the last may then reach beyond the largest activation. A neuron with the same activation on every sample has one bin.
/// </remarks>
public sealed class ActivationHistogram
{
    /// <summary>The most bins that a histogram has.</summary>
    public const int MostBins = 100;

    private readonly int[] counts;

    private ActivationHistogram(double low, double high, int[] counts)
    {
        Low = low;
        High = high;
        this.counts = counts;
    }

    /// <summary>The lower edge of the first bin: the smallest activation or 0, whichever is smaller.</summary>
    public double Low { get; }

    /// <summary>The upper edge of the last bin.</summary>
    public double High { get; }

    /// <summary>The number of samples in each bin; they add up to all samples.</summary>
    public ReadOnlySpan<int> Counts => counts;

    /// <summary>The histogram of counts in the bins of <see cref="EntropyForm.All"/>.</summary>
    /// <param name="bins">The bins.</param>
    /// <param name="high">The upper edge of the last.</param>
    /// <param name="counts">The samples in each.</param>
    /// <param name="samples">All samples.</param>
    internal static ActivationHistogram Of(in Bins bins, double high, ReadOnlySpan<int> counts, int samples)
    {
        if (bins.Width == 0) return new ActivationHistogram(bins.Low, high, [samples]);
        int together = Together(bins.Count);
        if (together == 1) return new ActivationHistogram(bins.Low, high, counts.ToArray());
        int[] joined = new int[(bins.Count + together - 1) / together];
        for (int b = 0; b < counts.Length; b++) joined[b / together] += counts[b];
        int end = joined.Length * together;
        return new ActivationHistogram(bins.Low, end == bins.Count ? high : bins.Edge(end), joined);
    }

    /// <summary>The most bytes that a histogram takes.</summary>
    /// <param name="bins">The bins of the entropy.</param>
    internal static long Bytes(int bins) => 64 + MostOf(bins) * sizeof(int);

    /// <summary>How many bins a histogram has.</summary>
    /// <param name="bins">The bins of the entropy.</param>
    internal static long MostOf(int bins) => (bins + Together(bins) - 1) / Together(bins);

    private static int Together(int bins) => (bins + MostBins - 1) / MostBins;
}
