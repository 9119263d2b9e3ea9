using System.Text.Json;
using Coterie.Statistics;

namespace Coterie.Tests.Oracles;

/// <summary>Compares with SciPy and NumPy; statistics.py wrote the expected values in statistics.json.</summary>
public class StatisticsOracleTests
{
    private static readonly Document Expected = JsonSerializer.Deserialize<Document>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Oracles", "statistics.json")), JsonSerializerOptions.Web)!;

    public static TheoryData<string> Names { get; } = [.. Expected.Shifts.Select(shift => shift.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_shift_test_is_SciPys_correlation_at_every_roll(string name)
    {
        Shift expected = Expected.Shifts.Single(shift => shift.Name == name);
        SeriesPair[] seeds = [.. expected.Seeds.Select(seed => new SeriesPair(Nullable(seed[0]), Nullable(seed[1])))];

        (SeedSummary? pearson, SeedSummary? spearman) = SeedSummary.Of(seeds);

        Assert.Equal(expected.Median[0], pearson!.Median, 1e-12);
        Assert.Equal(expected.Median[1], spearman!.Median, 1e-12);
        Assert.Equal(expected.P[0], pearson.P, 1e-15);
        Assert.Equal(expected.P[1], spearman.P, 1e-15);
    }

    [Fact]
    public void The_bootstrap_is_NumPys_percentile_of_the_same_resamples()
    {
        foreach (Resampling expected in Expected.Bootstraps)
        {
            Interval actual = Bootstrap.Interval(expected.Values, Quantile.Median, expected.Level, expected.Drawn);

            Assert.Equal(expected.Interval[0], actual.Lower, 1e-14);
            Assert.Equal(expected.Interval[1], actual.Upper, 1e-14);
        }
    }

    [Fact]
    public void Kendalls_tau_is_SciPys_and_its_interval_NumPys_jackknife()
    {
        foreach (Ranking expected in Expected.Taus)
        {
            KendallTau actual = KendallTau.Of(Nullable(expected.Left), Nullable(expected.Right))!;

            Assert.Equal(expected.Tau, actual.Tau, 1e-12);
            Assert.Equal(expected.Interval[0], actual.Interval!.Value.Lower, 1e-9);
            Assert.Equal(expected.Interval[1], actual.Interval!.Value.Upper, 1e-9);
        }
    }

    private static double?[] Nullable(double[] values)
    {
        return [.. values.Select(value => (double?)value)];
    }

    private sealed record Document(Shift[] Shifts, Resampling[] Bootstraps, Ranking[] Taus);

    private sealed record Shift(string Name, double[][][] Seeds, double[] Median, double[] P);

    private sealed record Resampling(double[] Values, double Level, int[][] Drawn, double[] Interval);

    private sealed record Ranking(double[] Left, double[] Right, double Tau, double[] Interval);
}
