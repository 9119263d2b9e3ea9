using Coterie.Statistics;

namespace Coterie.Tests.Statistics;

/// <summary>
/// How often the seed-pairing test finds a coupling where there is none, and where there is one. The series are learning curves: every run
/// follows the same two courses, which rise and level off at their own rates, and has autocorrelated noise of its own around each.
/// </summary>
public class SeedPairingRateTests
{
    private const int Points = 20;

    // Slightly above 0.05, so that 1/20 counts even if it is rounded up.
    private const double Level = 0.05 + 1e-9;

    [Theory]
    [InlineData(8, 0.0)]
    [InlineData(8, 0.9)]
    [InlineData(10, 0.5)]
    public void Unrelated_curves_are_called_coupled_at_the_nominal_rate(int seeds, double memory)
    {
        (double pearson, double spearman) = Rates(seeds, memory, shared: 0, studies: 500);

        // 0.05 and two standard errors of 500 studies; the rates over thousands are in the remarks of SeedPairingTest.
        Assert.InRange(pearson, 0.03, 0.07);
        Assert.InRange(spearman, 0.03, 0.07);
    }

    [Theory]
    [InlineData(8, 0.3, 0.7)]
    [InlineData(8, 0.5, 0.97)]
    [InlineData(10, 0.3, 0.8)]
    public void A_planted_coupling_is_found(int seeds, double shared, double atLeast)
    {
        (double pearson, _) = Rates(seeds, memory: 0.5, shared, studies: 200);

        Assert.InRange(pearson, atLeast, 1);
    }

    [Theory]
    [InlineData(8, 0.0)]
    [InlineData(8, 0.5)]
    [InlineData(10, 0.3)]
    public void The_interval_holds_the_effect_about_as_often_as_it_says(int seeds, double shared)
    {
        Assert.InRange(Coverage(seeds, memory: 0.5, noise: 0.1, shared, studies: 300), 0.93, 1);
    }

    // Why circular shifts describe and do not decide.
    [Fact]
    public void Shifting_calls_most_of_the_same_unrelated_curves_related()
    {
        Random random = new(3);
        int related = 0;
        for (int k = 0; k < 100; k++)
        {
            if (CircularShiftTest.P(Study(random, 8, 0.5, 0.1, 0, Course(random), Course(random))).Pearson <= Level) related++;
        }

        Assert.InRange(related / 100.0, 0.77, 1);
    }

    // The shares of studies that are called coupled.
    private static (double Pearson, double Spearman) Rates(int seeds, double memory, double shared, int studies)
    {
        Random random = new(1);
        int pearson = 0;
        int spearman = 0;
        for (int k = 0; k < studies; k++)
        {
            (SeedPairing? p, SeedPairing? s) =
                SeedPairingTest.Of(Study(random, seeds, memory, 0.1, shared, Course(random), Course(random)));
            if (p!.P <= Level) pearson++;
            if (s!.P <= Level) spearman++;
        }
        return (pearson / (double)studies, spearman / (double)studies);
    }

    // The share of intervals that hold the median effect of all studies, which follow the same courses.
    private static double Coverage(int seeds, double memory, double noise, double shared, int studies)
    {
        Random random = new(1);
        SeedPairing[] found =
            [.. Enumerable.Range(0, studies).Select(_ => SeedPairingTest.Of(Study(random, seeds, memory, noise, shared, 2, 5)).Pearson!)];
        double truth = Quantile.Median([.. found.Select(pairing => pairing.Effect)]);
        return found.Count(pairing => pairing.Interval.Lower <= truth && truth <= pairing.Interval.Upper) / (double)studies;
    }

    // In how many snapshots a curve rises to 1 − 1/e.
    private static double Course(Random random) => Math.Exp(random.NextDouble() * Math.Log(8));

    // noise: the standard deviation around curves that rise by 1; shared: the share of its variance that both series of a run have.
    private static SeriesPair[] Study(
        Random random, int seeds, double memory, double noise, double shared, double left, double right)
    {
        return [.. Enumerable.Range(0, seeds).Select(_ =>
        {
            double[] both = Noise();
            return new SeriesPair(Curve(left, both), Curve(right, both));
        })];

        double[] Noise()
        {
            double deviation = Math.Sqrt(1 / (1 - memory * memory));
            return [.. Draws.Autoregressive(random, Points, memory).Select(value => noise * value / deviation)];
        }

        double?[] Curve(double rate, double[] both)
        {
            double[] alone = Noise();
            return
            [
                .. Enumerable.Range(0, Points).Select(t => (double?)
                    (1 - Math.Exp(-(t + 1) / rate) + Math.Sqrt(shared) * both[t] + Math.Sqrt(1 - shared) * alone[t])),
            ];
        }
    }
}
