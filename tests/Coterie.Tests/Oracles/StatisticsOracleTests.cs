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
    public void Seed_pairing_is_NumPys_share_of_all_permutations()
    {
        foreach (Pairing expected in Expected.Pairings)
        {
            (SeedPairing? pearson, SeedPairing? spearman) = SeedPairingTest.Of(
                [.. expected.Seeds.Select(seed => new SeriesPair(Nullable(seed[0]), Nullable(seed[1])))]);
            for (int k = 0; k < 2; k++)
            {
                SeedPairing actual = (k == 0 ? pearson : spearman)!;
                // Above eight seeds p is a share of a sample: four standard errors.
                double sampling = actual.Seeds <= SeedPairingTest.MostExact ? 1e-12
                    : 4 * Math.Sqrt(expected.P[k] * (1 - expected.P[k]) / SeedPairingTest.Samples);

                Assert.Equal(expected.Seeds.Length, actual.Seeds);
                Assert.Equal(expected.Own[k], actual.Own, 1e-12);
                Assert.Equal(expected.Others[k], actual.Others, 1e-12);
                Assert.Equal(expected.Interval[k][0], actual.Interval.Lower, 1e-12);
                Assert.Equal(expected.Interval[k][1], actual.Interval.Upper, 1e-12);
                Assert.InRange(actual.P, expected.P[k] - sampling, expected.P[k] + sampling);
            }
        }
    }

    [Fact]
    public void Adjusted_p_values_are_statsmodels()
    {
        foreach (Family expected in Expected.Adjusted)
        {
            IReadOnlyList<double?> actual = BenjaminiHochberg.Adjust(Nullable(expected.P));

            Assert.All(expected.Adjusted.Zip(actual), pair => Assert.Equal(pair.First, pair.Second!.Value, 1e-12));
        }
    }

    [Fact]
    public void Partial_correlation_is_that_of_SciPys_residuals()
    {
        foreach (Partial expected in Expected.Partials)
        {
            Correlation actual = new SeriesPair(Nullable(expected.Left), Nullable(expected.Right)).GivenTime(expected.Times).Correlation;

            Assert.Equal(expected.Coefficients[0], actual.Pearson!.Value, 1e-10);
            Assert.Equal(expected.Coefficients[1], actual.Spearman!.Value, 1e-10);
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

    private sealed record Document(Shift[] Shifts, Ranking[] Taus, Pairing[] Pairings, Family[] Adjusted, Partial[] Partials);

    private sealed record Shift(string Name, double[][][] Seeds, double[] Median, double[] P);

    private sealed record Ranking(double[] Left, double[] Right, double Tau, double[] Interval);

    private sealed record Pairing(double[][][] Seeds, double[] Own, double[] Others, double[][] Interval, double[] P);

    private sealed record Family(double[] P, double[] Adjusted);

    private sealed record Partial(double[] Times, double[] Left, double[] Right, double[] Coefficients);
}
