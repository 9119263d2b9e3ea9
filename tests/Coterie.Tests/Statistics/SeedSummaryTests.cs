using Coterie.Statistics;

namespace Coterie.Tests.Statistics;

public class SeedSummaryTests
{
    [Fact]
    public void Seeds_give_a_median_a_range_an_interval_and_a_p()
    {
        (SeedSummary? pearson, SeedSummary? spearman) = SeedSummary.Of(
        [
            new SeriesPair([1, 2, 3, 4], [2, 4, 6, 8]),
            new SeriesPair([1, 2, 3, 4], [8, 6, 4, 2]),
            new SeriesPair([1, 2, 3, 4], [2, 4, 6, 8]),
        ]);

        Assert.Equal(1, pearson!.Median, 1e-15);
        Assert.Equal((-1, 1), (pearson.Minimum, Math.Round(pearson.Maximum, 12)));
        Assert.Equal(-1, pearson.Lower!.Value, 1e-12);
        Assert.Equal(1, pearson.Upper!.Value, 1e-12);
        Assert.Equal(0.75, pearson.Level);
        Assert.Equal(0.25, pearson.P);
        Assert.Equal(3, pearson.Pairing!.Seeds);
        Assert.Equal(3, pearson.Seeds);
        Assert.Equal(1, spearman!.Median, 1e-15);
    }

    [Fact]
    public void One_seed_has_no_interval_but_a_p()
    {
        SeedSummary summary = SeedSummary.Of([new SeriesPair([1, 2, 3, 4], [1, 3, 2, 4])]).Pearson!;

        Assert.Null(summary.Lower);
        Assert.Null(summary.Upper);
        Assert.Null(summary.Level);
        Assert.Null(summary.Pairing);
        Assert.Equal(1, summary.Seeds);
        Assert.InRange(summary.P, 0.25, 1);
    }

    [Fact]
    public void Without_a_correlation_there_is_no_summary()
    {
        Assert.Equal((null, null), SeedSummary.Of([new SeriesPair([1, 1], [1, 2])]));
        Assert.Equal((null, null), SeedSummary.Of([]));
    }
}
