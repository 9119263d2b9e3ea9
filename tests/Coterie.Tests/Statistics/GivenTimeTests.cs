using Coterie.Statistics;
using CsCheck;

namespace Coterie.Tests.Statistics;

public class GivenTimeTests
{
    private static readonly double[] Times = [.. Enumerable.Range(0, 20).Select(epoch => Math.Log(1 + 469 * epoch))];

    [Fact]
    public void Series_that_only_follow_time_have_no_partial_correlation()
    {
        SeriesPair lines = new([.. Times.Select(time => (double?)(2 * time + 1))], [.. Times.Select(time => (double?)(5 - 3 * time))]);

        Assert.Equal(-1, lines.Correlation.Pearson!.Value, 1e-12);
        Assert.Equal(default, lines.GivenTime(Times).Correlation);
    }

    [Fact]
    public void What_both_have_besides_their_curves_remains()
    {
        Random random = new(1);
        double[] noise = [.. Times.Select(_ => 0.1 * Draws.Normal(random))];
        SeriesPair pair = new(
            [.. Times.Select((time, k) => (double?)(3 * time + noise[k]))], [.. Times.Select((time, k) => (double?)(2 * time - noise[k]))]);

        Assert.Equal(-1, pair.GivenTime(Times).Correlation.Pearson!.Value, 1e-9);
    }

    [Fact]
    public void Neither_units_of_time_nor_a_trend_in_time_change_it()
    {
        Gen.Select(Gen.Double[-1, 1].Array[20], Gen.Double[-1, 1].Array[20], Gen.Double[-3, 3]).Sample((x, y, slope) =>
        {
            double?[] left = [.. x.Select(v => (double?)v)];
            double?[] right = [.. y.Select(v => (double?)v)];
            double?[] tilted = [.. x.Select((v, k) => (double?)(v + slope * Times[k]))];
            Correlation expected = new SeriesPair(left, right).GivenTime(Times).Correlation;

            Correlation scaled = new SeriesPair(left, right).GivenTime([.. Times.Select(time => 7 * time - 100)]).Correlation;
            Correlation moved = new SeriesPair(tilted, right).GivenTime(Times).Correlation;

            Assert.Equal(expected.Pearson!.Value, scaled.Pearson!.Value, 1e-9);
            Assert.Equal(expected.Pearson!.Value, moved.Pearson!.Value, 1e-9);
        });
    }

    [Fact]
    public void A_gap_in_one_series_is_a_gap_in_both()
    {
        Random random = new(2);
        double?[] left = [.. Times.Select(_ => (double?)Draws.Normal(random))];
        double?[] right = [.. Times.Select(_ => (double?)Draws.Normal(random))];
        double?[] gap = [.. left];
        gap[3] = null;

        Correlation withGap = new SeriesPair(gap, right).GivenTime(Times).Correlation;
        Correlation without = new SeriesPair(Less(left), Less(right)).GivenTime([.. Times.Where((_, k) => k != 3)]).Correlation;

        Assert.Equal(without.Pearson!.Value, withGap.Pearson!.Value, 1e-12);

        static double?[] Less(double?[] series) => [.. series.Where((_, k) => k != 3)];
    }

    [Fact]
    public void Fewer_than_ten_points_have_no_trend()
    {
        double?[] series = [.. Enumerable.Range(0, 20).Select(k => k < 9 ? (double?)(k * k % 7) : null)];

        Assert.Equal(default, new SeriesPair(series, series).GivenTime(Times).Correlation);
    }

    [Fact]
    public void Times_ascend_and_there_is_one_for_each_snapshot()
    {
        SeriesPair pair = new([1, 2, 3], [1, 3, 2]);

        Assert.Throws<ArgumentException>(() => pair.GivenTime([1, 2]));
        Assert.Throws<ArgumentException>(() => pair.GivenTime([1, 2, 2]));
        Assert.Throws<ArgumentException>(() => pair.GivenTime([1, double.NaN, 2]));
    }
}
