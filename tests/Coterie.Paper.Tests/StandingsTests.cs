using Coterie.Statistics;

namespace Coterie.Paper.Tests;

public class StandingsTests
{
    [Theory]
    [InlineData(0.8, 0.6, 0.9, 0.05, 1, Standing.Survives)]
    [InlineData(-0.8, -0.9, -0.6, 0.05, -1, Standing.Survives)]
    [InlineData(0.8, 0.6, 0.9, 0.10, 1, Standing.Unclear)]
    [InlineData(0.8, -0.1, 0.9, 0.05, 1, Standing.Unclear)]
    [InlineData(0.29, 0.1, 0.5, 0.05, 1, Standing.Unclear)]
    [InlineData(0.3, 0.1, 0.5, 0.05, 1, Standing.Survives)]
    [InlineData(0.2, 0.1, 0.29, 0.05, 1, Standing.Contradicted)]
    [InlineData(0.0, -0.29, 0.29, 1.0, 1, Standing.Contradicted)]
    [InlineData(0.8, 0.6, 0.9, 0.05, -1, Standing.Contradicted)]
    [InlineData(-0.8, -0.9, -0.6, 1.0, 1, Standing.Contradicted)]
    public void A_claim_stands_by_its_interval_its_strength_and_its_p(
        double median, double lower, double upper, double p, int sign, Standing expected)
    {
        Assert.Equal(expected, Standings.Of(new SeedSummary(median, lower, upper, lower, upper, p, 3), sign));
    }

    [Fact]
    public void One_seed_decides_nothing()
    {
        Assert.Equal(Standing.Unclear, Standings.Of(new SeedSummary(1, 1, 1, null, null, 0.05, 1), 1));
        Assert.Equal(Standing.Unclear, Standings.Of(null, 1));
    }

    [Theory]
    [InlineData(0.0, Strength.Weak)]
    [InlineData(-0.29, Strength.Weak)]
    [InlineData(0.3, Strength.Moderate)]
    [InlineData(-0.7, Strength.Moderate)]
    [InlineData(0.71, Strength.Strong)]
    [InlineData(-1.0, Strength.Strong)]
    public void Strength_is_weak_below_three_tenths_and_strong_above_seven(double r, Strength expected)
    {
        Assert.Equal(expected, Standings.StrengthOf(r));
    }

    [Fact]
    public void Half_is_no_majority()
    {
        Assert.Equal(Standing.Unclear, Standings.Majority([]));
        Assert.Equal(Standing.Unclear, Standings.Majority([Standing.Survives, Standing.Contradicted]));
        Assert.Equal(Standing.Survives, Standings.Majority([Standing.Survives, Standing.Survives, Standing.Contradicted]));
        Assert.Equal(Standing.Contradicted, Standings.Majority([Standing.Contradicted]));
    }
}
