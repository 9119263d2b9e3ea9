using Coterie.Statistics;

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
    public void Series_must_be_equally_long()
    {
        Assert.Throws<ArgumentException>(() => Correlation.Of([1, 2], [1]));
    }
}
