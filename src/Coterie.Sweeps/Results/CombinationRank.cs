using Coterie.Statistics;
using Coterie.Sweeps.Plans;

namespace Coterie.Sweeps.Results;

/// <summary>How well the networks of a combination do, over its seeds.</summary>
/// <param name="Values">The value of each axis.</param>
/// <param name="Seeds">How many runs are finished.</param>
/// <param name="Test">The median of their test accuracies; null where none is known.</param>
/// <param name="Lowest">The lowest of them.</param>
/// <param name="Highest">The highest of them.</param>
/// <param name="Train">The median of their training accuracies.</param>
public sealed record CombinationRank(
    IReadOnlyList<AxisValue> Values, int Seeds, double? Test, double? Lowest, double? Highest, double? Train)
{
    /// <summary>Ranks the combinations of a sweep, the highest median of test accuracies first; equals in the order of the plan.</summary>
    /// <param name="results">The results.</param>
    public static IReadOnlyList<CombinationRank> Of(SweepResults results)
    {
        ArgumentNullException.ThrowIfNull(results);
        return
        [
            .. results.Runs.GroupBy(result => result.Run.Combination, StringComparer.Ordinal)
                .Select(group => Of([.. group]))
                .OrderByDescending(rank => rank.Test ?? double.NegativeInfinity),
        ];
    }

    private static CombinationRank Of(RunResult[] runs)
    {
        double[] test = [.. runs.Select(run => run.Values.AccuracyTest).OfType<double>()];
        double[] train = [.. runs.Select(run => run.Values.AccuracyTrain).OfType<double>()];
        return new CombinationRank(
            runs[0].Run.Values,
            runs.Length,
            Median(test),
            test.Length == 0 ? null : test.Min(),
            test.Length == 0 ? null : test.Max(),
            Median(train));
    }

    private static double? Median(double[] values) => values.Length == 0 ? null : Quantile.Median(values);
}
