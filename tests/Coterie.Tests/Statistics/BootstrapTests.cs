using Coterie.Statistics;
using CsCheck;

namespace Coterie.Tests.Statistics;

public class BootstrapTests
{
    private static readonly Gen<double[]> Values = Gen.Double[-1, 1].Array[2, 12];

    [Fact]
    public void The_interval_lies_within_the_values_and_widens_with_its_level()
    {
        Gen.Select(Values, Gen.Int).Sample((values, seed) =>
        {
            Interval narrow = Bootstrap.Interval(values, Quantile.Median, 0.5, seed, 200)!.Value;
            Interval wide = Bootstrap.Interval(values, Quantile.Median, 0.95, seed, 200)!.Value;

            Assert.True(values.Min() <= wide.Lower && wide.Lower <= narrow.Lower);
            Assert.True(narrow.Lower <= narrow.Upper);
            Assert.True(narrow.Upper <= wide.Upper && wide.Upper <= values.Max());
        });
    }

    [Fact]
    public void A_seed_decides_the_interval()
    {
        Gen.Select(Values, Gen.Int).Sample((values, seed) =>
            Bootstrap.Interval(values, Quantile.Median, 0.9, seed, 50) == Bootstrap.Interval(values, Quantile.Median, 0.9, seed, 50));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void The_interval_of_the_median_of_few_values_is_their_range(int count)
    {
        double[] values = [.. Enumerable.Range(0, count).Select(k => k * k - 3.0)];

        Assert.Equal(new Interval(values[0], values[^1]), Bootstrap.Interval(values, Quantile.Median));
    }

    [Fact]
    public void One_value_has_no_interval()
    {
        Assert.Null(Bootstrap.Interval([0.5], Quantile.Median));
        Assert.Null(Bootstrap.Interval([], Quantile.Median));
    }

    [Fact]
    public void Levels_and_counts_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.Interval([1, 2], Quantile.Median, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.Interval([1, 2], Quantile.Median, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.Interval([1, 2], Quantile.Median, resamples: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantile.OfSorted([1, 2], 1.5));
        Assert.Throws<ArgumentException>(() => Quantile.Median([]));
    }
}
