using Coterie.Runs;
using Coterie.Statistics;

namespace Coterie.Paper;

/// <summary>Tests of one number for each seed of a study, such as a difference between two layers.</summary>
internal static class Paired
{
    /// <summary>The test that the number has the claimed sign.</summary>
    /// <param name="runs">The study.</param>
    /// <param name="of">What is tested.</param>
    /// <param name="smallest">The smallest number that would matter.</param>
    /// <param name="value">The number of a seed's snapshots; null where it has none, which leaves the seed out.</param>
    /// <returns>The test; null where no seed has the number.</returns>
    public static ClaimTest? Test(StudyRuns runs, string of, double smallest, Func<IReadOnlyList<Snapshot>, double?> value)
    {
        return Test(runs, of, smallest, [.. runs.Seeds.Select(value)]);
    }

    /// <summary>The same of numbers that are computed already, one for each seed.</summary>
    public static ClaimTest? Test(StudyRuns runs, string of, double smallest, IReadOnlyList<double?> bySeed)
    {
        double[] values = [.. bySeed.OfType<double>()];
        if (values.Length == 0) return null;
        MedianInterval? interval = MedianInterval.Of(values);
        return new ClaimTest
        {
            Study = runs.Study,
            IsControl = runs.MixedLabels,
            Of = of,
            Effect = Quantile.Median(values),
            Interval = interval,
            Limits = interval,
            Smallest = smallest,
            P = SignFlipTest.P(values),
            Seeds = values.Length,
        };
    }
}
