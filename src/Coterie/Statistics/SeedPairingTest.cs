using System.Collections.Concurrent;
using Coterie.Numerics;

namespace Coterie.Statistics;

/// <summary>
/// Tests whether two series go together within a run, beyond what they have in common because every run follows the same course of
/// training: does a seed's measure correlate more strongly with the accuracy of its own run than with that of other seeds' runs? This is
/// the session permutation test (Harris 2020, "Nonsense correlations in neuroscience", bioRxiv 2020.11.29.402719).
/// </summary>
/// <remarks>
/// <para>
/// The statistic is the mean over seeds of r(x of s, y of s); under the null hypothesis, that a run's x knows nothing of that run's y, the
/// seeds' y may be dealt out anew, and every permutation of them is as likely. It takes nothing for granted about the series: they may
/// drift and be autocorrelated in any way. p is the share of permutations whose statistic is at least as far from the mean of all. Up to
/// eight seeds all permutations are taken; above, 100,000, the true pairing among them, so p is never 0 (Phipson and Smyth 2010,
/// "Permutation p-values should never be zero").
/// </para>
/// <para>
/// The least p with n seeds is 1/n!: 0.17 with three, 0.042 with four, 0.0083 with five; two always give 1. Few seeds have little power,
/// and what they do not show proves nothing: a verdict takes <see cref="MinimumSeeds"/>.
/// </para>
/// <para>
/// Measured over 20 snapshots of two unrelated curves that rise and level off, 1 − exp(−t/τ) with noise of 2 or 10 % around them for each
/// seed (white, or AR(1) of 0.5 or 0.9): with eight seeds p is at most 0.05 in 4.6–5.1 % of 4,000 studies (Spearman's 4.9–5.3 %), with ten
/// in 4.0–4.8 % of 2,000 (4.8–5.0 %). <see cref="CircularShiftTest"/> calls more than 99 % of the same studies related. If a share of 0.2,
/// 0.3 or 0.5 of the variance of that noise is the same in both series of a run, eight seeds show it in 45, 81 and 99.8 % of studies
/// (Spearman's 36, 69 and 99 %), and ten show 0.3 in 89 %.
/// </para>
/// <para>
/// A small p does not say that one series makes the other: what differs from run to run and moves both, such as a run that learns sooner,
/// couples them too. A large p does not say that a measure has nothing to do with accuracy, only that it shows no more of a run's accuracy
/// than the course that all runs share.
/// </para>
/// </remarks>
public static class SeedPairingTest
{
    /// <summary>The least number of seeds from which a verdict follows.</summary>
    public const int MinimumSeeds = 8;

    /// <summary>Up to how many seeds all permutations are taken: 8! is 40,320.</summary>
    internal const int MostExact = 8;

    /// <summary>How many permutations are taken with more seeds, the true pairing included.</summary>
    internal const int Samples = 100_000;

    // Values that differ only by rounding are a tie, because the order in which correlations are added up differs.
    private const double Tolerance = 1e-12;

    // By the number of seeds, one after the other. To draw them takes longer than to use them, and a study has hundreds of measures.
    private static readonly ConcurrentDictionary<int, ushort[]> Permutations = new();

    /// <summary>Tests both coefficients.</summary>
    /// <param name="seeds">For each seed its two series, all of the same number of snapshots.</param>
    /// <returns>Null with fewer than two usable seeds.</returns>
    /// <remarks>
    /// A seed without a correlation is left out; so is, one at a time, the seed with the most pairings that have none, until all have one.
    /// Costs a correlation for each two seeds.
    /// </remarks>
    /// <exception cref="ArgumentException">The seeds differ in length.</exception>
    public static (SeedPairing? Pearson, SeedPairing? Spearman) Of(IReadOnlyList<SeriesPair> seeds)
    {
        SeriesPair[] correlated = [.. seeds.Where(pair => pair.Correlation.Pearson is not null)];
        if (correlated.Any(pair => pair.Length != correlated[0].Length))
        {
            throw new ArgumentException("The seeds' series must be equally long.", nameof(seeds));
        }
        Correlation[][] pairings = Complete(correlated);
        if (pairings.Length < 2) return default;
        return (Of(pairings, Coefficient.Pearson), Of(pairings, Coefficient.Spearman));
    }

    // The correlations of each seed's left series (a row) with each seed's right series (a column), of seeds that have them all.
    private static Correlation[][] Complete(SeriesPair[] seeds)
    {
        Correlation[][] pairings = [.. seeds.Select(left => seeds.Select(left.WithRightOf).ToArray())];
        List<int> used = [.. Enumerable.Range(0, seeds.Length)];
        while (used.Count > 0)
        {
            int worst = used.MaxBy(Missing);
            if (Missing(worst) == 0) break;
            used.Remove(worst);
        }
        return [.. used.Select(left => used.Select(right => pairings[left][right]).ToArray())];

        int Missing(int seed) => used.Count(other => pairings[seed][other].Pearson is null)
            + used.Count(other => pairings[other][seed].Pearson is null);
    }

    private static SeedPairing Of(Correlation[][] pairings, Coefficient coefficient)
    {
        int n = pairings.Length;
        double[] r = [.. pairings.SelectMany(row => row).Select(found => found[coefficient]!.Value)];
        double[] own = [.. Enumerable.Range(0, n).Select(s => r[s * n + s])];
        // Of each seed over the pairings of either of its series with another seed's.
        double[] others =
        [
            .. Enumerable.Range(0, n).Select(s =>
                Enumerable.Range(0, n).Where(t => t != s).Average(t => (r[s * n + t] + r[t * n + s]) / 2)),
        ];
        MedianInterval interval = MedianInterval.Of([.. own.Zip(others, (a, b) => a - b)])!.Value;
        return new SeedPairing(own.Average(), others.Average(), interval, P(r, n), n);
    }

    private static double P(double[] r, int n)
    {
        // Sums over seeds instead of means. Over all permutations each pairing is as frequent.
        double centre = r.Sum() / n;
        double distance = Math.Abs(Enumerable.Range(0, n).Sum(s => r[s * n + s]) - centre) - n * Tolerance;
        ushort[] columns = Permutations.GetOrAdd(n, n <= MostExact ? All : Sample);
        int reaching = 0;
        for (int start = 0; start < columns.Length; start += n)
        {
            double sum = 0;
            for (int row = 0; row < n; row++) sum += r[row * n + columns[start + row]];
            if (Math.Abs(sum - centre) >= distance) reaching++;
        }
        return reaching / (columns.Length / (double)n);
    }

    // Every permutation of n columns: those of n − 1 with the last put at each place.
    private static ushort[] All(int n)
    {
        ushort last = (ushort)(n - 1);
        if (n == 1) return [last];
        return
        [
            .. All(n - 1).Chunk(n - 1).SelectMany(shorter =>
                Enumerable.Range(0, n).SelectMany(place => shorter[..place].Append(last).Concat(shorter[place..]))),
        ];
    }

    // The true pairing and random permutations.
    private static ushort[] Sample(int n)
    {
        SplitMix64 random = new((ulong)n);
        int[] order = [.. Enumerable.Range(0, n)];
        ushort[] columns = new ushort[Samples * n];
        for (int start = 0; start < columns.Length; start += n)
        {
            for (int row = 0; row < n; row++) columns[start + row] = (ushort)order[row];
            random.Shuffle(order);
        }
        return columns;
    }
}
