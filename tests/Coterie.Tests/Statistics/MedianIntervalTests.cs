using Coterie.Statistics;
using CsCheck;

namespace Coterie.Tests.Statistics;

public class MedianIntervalTests
{
    [Theory]
    [InlineData(2, 1, 0.5)]
    [InlineData(3, 1, 0.75)]
    [InlineData(4, 1, 0.875)]
    [InlineData(5, 1, 0.9375)]
    [InlineData(6, 1, 0.96875)]
    [InlineData(8, 1, 1 - 2 / 256.0)]
    [InlineData(9, 2, 1 - 2 * 10 / 512.0)]
    [InlineData(10, 2, 1 - 2 * 11 / 1024.0)]
    [InlineData(20, 6, 1 - 2 * 21700 / 1048576.0)]
    public void The_ends_are_the_kth_values_from_below_and_above(int count, int k, double level)
    {
        double[] values = [.. Enumerable.Range(1, count).Select(rank => (double)rank)];
        new Random(count).Shuffle(values);

        MedianInterval interval = MedianInterval.Of(values)!.Value;

        Assert.Equal((k, count + 1 - k), (interval.Lower, interval.Upper));
        Assert.Equal(level, interval.Level, 1e-12);
    }

    [Fact]
    public void It_holds_the_median_and_lies_within_the_values()
    {
        Gen.Double[-1, 1].Array[2, 60].Sample(values =>
        {
            MedianInterval interval = MedianInterval.Of(values)!.Value;

            Assert.InRange(Quantile.Median(values), interval.Lower, interval.Upper);
            Assert.InRange(interval.Lower, values.Min(), values.Max());
            Assert.InRange(interval.Upper, values.Min(), values.Max());
            Assert.True(interval.Level >= (values.Length < 6 ? 0.5 : MedianInterval.Wanted));
        });
    }

    [Fact]
    public void One_value_has_no_interval()
    {
        Assert.Null(MedianInterval.Of([0.5]));
        Assert.Null(MedianInterval.Of([]));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(10)]
    public void It_covers_the_median_as_often_as_it_says(int count)
    {
        const int samples = 20_000;
        Random random = new(1);
        int covered = 0;
        double level = 0;
        for (int k = 0; k < samples; k++)
        {
            // A skewed distribution with median 1.
            MedianInterval interval = MedianInterval.Of([.. Enumerable.Range(0, count).Select(_ => Math.Exp(Draws.Normal(random)))])!.Value;
            if (interval.Lower <= 1 && 1 <= interval.Upper) covered++;
            level = interval.Level;
        }

        Assert.Equal(level, covered / (double)samples, 4 * Math.Sqrt(level * (1 - level) / samples));
    }
}
