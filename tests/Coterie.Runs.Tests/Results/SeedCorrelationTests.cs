using Coterie.Measures;
using Coterie.Runs.Results;
using Coterie.Statistics;

namespace Coterie.Runs.Tests.Results;

public class SeedCorrelationTests
{
    [Fact]
    public void The_correlations_of_all_seeds_are_summarised()
    {
        IReadOnlyList<Snapshot>[] seeds =
        [
            Seed([0.1, 0.2, 0.3, 0.4], [5, 6, 7, 8]),
            Seed([0.1, 0.2, 0.3, 0.4], [8, 7, 6, 5]),
            Seed([0.1, 0.2, 0.3, 0.4], [5, 7, 6, 8]),
        ];
        double[] each = [.. seeds.Select(seed => CorrelationResult.Of(seed).Single(IsEntropy).Pearson!.Value)];

        SeedCorrelation found = SeedCorrelation.Of(seeds)
            .Single(c => c is { Layer: null, Class: null, Measure: "entropy", Variant: "all", Against: AccuracyKind.Running });

        Assert.Equal([1, -1, 0.8], each.Select(r => Math.Round(r, 9)));
        Assert.Equal(
            (0.8, -1, 1, 3),
            (
                Math.Round(found.Pearson!.Median, 9),
                Math.Round(found.Pearson.Minimum, 9),
                Math.Round(found.Pearson.Maximum, 9),
                found.Pearson.Seeds));
        Assert.InRange(found.Pearson.P, 0.25, 1);
        Assert.Equal(0.8, found.Spearman!.Median, 1e-9);
    }

    [Fact]
    public void Several_seeds_have_the_same_measures_as_one()
    {
        IReadOnlyList<Snapshot> seed = Seed([0.1, 0.2, 0.3, 0.4], [5, 7, 6, 8]);

        Assert.Equal(
            CorrelationResult.Of(seed).Select(c => (c.Layer, c.Class, c.Measure, c.Variant, c.Against, c.Pearson)),
            SeedCorrelation.Of([seed]).Select(c => (c.Layer, c.Class, c.Measure, c.Variant, c.Against, c.Pearson?.Median)));
    }

    [Fact]
    public void Pairings_are_adjusted_for_all_that_are_reported()
    {
        SeedSummary[] found =
        [
            .. SeedCorrelation.Of(
            [
                Seed([0.1, 0.2, 0.3, 0.5], [5, 6, 7, 8]),
                Seed([0.1, 0.3, 0.2, 0.4], [8, 7, 6, 5]),
                Seed([0.4, 0.2, 0.3, 0.4], [5, 7, 6, 8]),
            ]).SelectMany(c => new[] { c.Pearson, c.Spearman }).OfType<SeedSummary>(),
        ];
        IReadOnlyList<double?> expected = BenjaminiHochberg.Adjust([.. found.Select(summary => summary.Pairing?.P)]);

        Assert.NotEmpty(found);
        Assert.Equal(expected, found.Select(summary => summary.Pairing?.AdjustedP));
        Assert.All(found, summary => Assert.Equal(found.Length, summary.Pairing!.Family));
    }

    private static bool IsEntropy(CorrelationResult c) =>
        c is { Layer: null, Class: null, Measure: "entropy", Variant: "all", Against: AccuracyKind.Running };

    private static Snapshot[] Seed(double[] accuracy, double[] entropy)
    {
        return [.. accuracy.Select((running, k) => Sample.Snapshot(k + 1, new Accuracies { Running = running })
            .With(new MeasureKey(null, null, "entropy", "all"), entropy[k]))];
    }
}
