using Coterie.Statistics;

namespace Coterie.Tests.Statistics;

/// <summary>
/// How often unrelated series are called related at 0.05. The bounds are at least four standard errors from the rates that were measured
/// over thousands of pairs; the remarks of CircularShiftTest list these.
/// </summary>
public class CircularShiftRateTests
{
    private const int Points = 20;
    private const int Pairs = 400;
    private const int Shuffles = 199;

    // Slightly above 0.05, so that 1/20 and 10/200 count even if they are rounded up.
    private const double Level = 0.05 + 1e-9;

    [Theory]
    [InlineData(0.0, 0.10, 0.0)]
    [InlineData(0.7, 0.11, 0.12)]
    [InlineData(0.9, 0.16, 0.26)]
    [InlineData(1.0, 0.30, 0.38)]
    public void Shifting_keeps_autocorrelated_series_near_the_nominal_rate_and_shuffling_does_not(
        double memory, double turnedAtMost, double shuffledAtLeast)
    {
        Random random = new(5);
        int turned = 0;
        int shuffled = 0;
        for (int k = 0; k < Pairs; k++)
        {
            double?[] left = Autoregressive(random, memory);
            double?[] right = Autoregressive(random, memory);
            if (CircularShiftTest.P(left, right).Pearson <= Level) turned++;
            if (ShuffleP(left, right, random) <= Level) shuffled++;
        }

        Assert.InRange(turned / (double)Pairs, 0.01, turnedAtMost);
        Assert.InRange(shuffled / (double)Pairs, shuffledAtLeast, 1);
    }

    [Fact]
    public void The_changes_of_random_walks_reject_at_the_nominal_rate()
    {
        Random random = new(6);
        int rejected = 0;
        for (int k = 0; k < Pairs; k++)
        {
            SeriesPair walks = new(Autoregressive(random, 1), Autoregressive(random, 1));
            if (CircularShiftTest.P([walks.Changes()]).Pearson <= 1.0 / 19 + 1e-9) rejected++;
        }

        Assert.InRange(rejected / (double)Pairs, 0.01, 0.10);
    }

    [Fact]
    public void Seeds_that_share_their_curves_are_one_coincidence_and_not_five()
    {
        Random random = new(7);
        int together = 0;
        int apart = 0;
        for (int k = 0; k < Pairs; k++)
        {
            double?[] left = Autoregressive(random, 0.9);
            double?[] right = Autoregressive(random, 0.9);
            SeriesPair[] seeds = [.. Enumerable.Range(0, 5).Select(_ => new SeriesPair(Noisy(left, random), Noisy(right, random)))];
            if (CircularShiftTest.P(seeds).Pearson <= Level) together++;
            if (ApartP(seeds, random) <= Level) apart++;
        }

        Assert.InRange(together / (double)Pairs, 0.01, 0.17);
        Assert.InRange(apart / (double)Pairs, 0.23, 1);
    }

    private static double?[] Autoregressive(Random random, double memory)
    {
        return [.. Draws.Autoregressive(random, Points, memory).Select(value => (double?)value)];
    }

    private static double?[] Noisy(double?[] curve, Random random)
    {
        double mean = curve.Average()!.Value;
        double deviation = Math.Sqrt(curve.Average(v => (v - mean) * (v - mean))!.Value);
        return [.. curve.Select(v => v + 0.3 * deviation * Draws.Normal(random))];
    }

    // The null hypothesis of a plain permutation test: any order of the points.
    private static double ShuffleP(double?[] left, double?[] right, Random random)
    {
        double observed = Math.Abs(Correlation.Of(left, right).Pearson!.Value);
        double?[] order = [.. left];
        int reached = 1;
        for (int k = 0; k < Shuffles; k++)
        {
            random.Shuffle(order);
            if (Math.Abs(Correlation.Of(order, right).Pearson!.Value) >= observed) reached++;
        }
        return reached / (Shuffles + 1.0);
    }

    // The null hypothesis of independent seeds: each seed is shifted on its own.
    private static double ApartP(SeriesPair[] seeds, Random random)
    {
        double[][] turned = [.. seeds.Select(pair => Enumerable.Range(0, Points).Select(by => pair.Shifted(by).Pearson!.Value).ToArray())];
        double observed = Math.Abs(Quantile.Median([.. turned.Select(r => r[0])]));
        int reached = 1;
        for (int k = 0; k < Shuffles; k++)
        {
            if (Math.Abs(Quantile.Median([.. turned.Select(r => r[random.Next(Points)])])) >= observed) reached++;
        }
        return reached / (Shuffles + 1.0);
    }
}
