using Coterie.Statistics;
using CsCheck;

namespace Coterie.Tests.Statistics;

public class CorrelationTests
{
    [Fact]
    public void Hand_worked_values()
    {
        // Deviations (-1.5, -0.5, 0.5, 1.5) and (-2, -1, 2, 1): 6 / sqrt(5 * 10).
        Correlation found = Correlation.Of([1, 2, 3, 4], [3, 4, 7, 6]);

        Assert.Equal(6 / Math.Sqrt(50), found.Pearson!.Value, 1e-12);
        // Ranks 1 2 3 4 and 1 2 4 3: 1 - 6 * 2 / (4 * 15).
        Assert.Equal(0.8, found.Spearman!.Value, 1e-12);
    }

    [Fact]
    public void Ties_share_their_average_rank()
    {
        // Ranks 1 2.5 2.5 4 and 1 2 3 4: 4.5 / sqrt(4.5 * 5).
        Assert.Equal(4.5 / Math.Sqrt(22.5), Correlation.Of([10, 20, 20, 30], [1, 2, 3, 4]).Spearman!.Value, 1e-12);
    }

    [Fact]
    public void A_monotone_series_has_rank_correlation_one()
    {
        Correlation found = Correlation.Of([1, 2, 3, 4], [1, 10, 100, 1000]);

        Assert.Equal(1, found.Spearman!.Value, 1e-12);
        Assert.InRange(found.Pearson!.Value, 0.7, 0.95);
    }

    [Fact]
    public void Points_without_a_value_are_left_out()
    {
        Assert.Equal(Correlation.Of([1, 2, 4], [5, 3, 1]), Correlation.Of([1, null, 2, 3, 4], [5, 9, 3, null, 1]));
    }

    [Fact]
    public void A_constant_series_or_a_single_point_has_none()
    {
        Assert.Equal(default, Correlation.Of([0.1, 0.1, 0.1], [1, 2, 3]));
        Assert.Equal(default, Correlation.Of([1, 2, 3], [0.1, 0.1, 0.1]));
        Assert.Equal(default, Correlation.Of([1, null, 1], [1, 2, 3]));
        Assert.Equal(default, Correlation.Of([1, null], [1, 2]));
        Assert.Equal(default, Correlation.Of([], []));
    }

    [Fact]
    public void A_series_that_is_constant_but_for_rounding_has_none()
    {
        double?[] rising = [.. Enumerable.Range(0, 12).Select(k => (double?)k)];
        Gen.OneOf(Gen.Double[-1e6, 1e6], Gen.Double[-1, 1], Gen.Const(0.0), Gen.Double[1e-3, 1e300])
            .Select(Gen.Double[-1, 1].Array[12])
            .Sample((level, noise) =>
            {
                // A sum of a million terms errs by 1e-10 at most; near 0, differences of numbers of the order of 1 err by less than 1e-12.
                double?[] series = [.. noise.Select(share => (double?)(level + share * Math.Max(1e-10 * Math.Abs(level), 4e-13)))];
                Assert.Equal(default, Correlation.Of(series, rising));
                Assert.Equal(default, Correlation.Of(rising, series));
                Assert.Equal(default, new SeriesPair(series, rising).Changes().Correlation);
                Assert.Equal(default, CircularShiftTest.P(series, rising));
                Assert.Equal((null, null), SeedSummary.Of([new SeriesPair(series, rising), new SeriesPair(series, rising)]));
            });
    }

    [Theory]
    [InlineData(0.9990, 0.9995)]
    [InlineData(0.99999999, 1)]
    [InlineData(-1e-8, 1e-8)]
    [InlineData(0, 1e-10)]
    [InlineData(5600, 5600.001)]
    [InlineData(1e300, 1.0001e300)]
    [InlineData(-1.7e308, 1.7e308)]
    public void A_small_true_range_correlates(double from, double to)
    {
        double?[] series = [.. Enumerable.Range(0, 11).Select(k => (double?)(from * (1 - k / 10.0) + to * (k / 10.0)))];
        double?[] rising = [.. Enumerable.Range(0, 11).Select(k => (double?)k)];

        Correlation found = Correlation.Of(series, rising);

        Assert.Equal(1, found.Spearman!.Value, 1e-12);
        if (Math.Abs(to) < 1e100) Assert.Equal(1, found.Pearson!.Value, 1e-6);
    }

    [Fact]
    public void The_changes_of_a_straight_line_are_constant_whatever_its_height()
    {
        double?[] line = [.. Enumerable.Range(0, 20).Select(k => (double?)(1e6 + k * 0.1))];
        double?[] curve = [.. Enumerable.Range(0, 20).Select(k => (double?)Math.Sqrt(k))];

        Assert.NotEqual(default, new SeriesPair(line, curve).Correlation);
        Assert.Equal(default, new SeriesPair(line, curve).Changes().Correlation);
    }

    [Fact]
    public void Series_must_be_equally_long()
    {
        Assert.Throws<ArgumentException>(() => Correlation.Of([1, 2], [1]));
    }
}
