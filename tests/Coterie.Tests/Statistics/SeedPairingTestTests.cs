using Coterie.Statistics;
using CsCheck;

namespace Coterie.Tests.Statistics;

public class SeedPairingTestTests
{
    private static readonly Gen<double?> Value = Gen.Frequency(
        (9, Gen.Int[-20, 20].Select(v => (double?)v)), (1, Gen.Const((double?)null)));

    private static readonly Gen<SeriesPair[]> Seeds = Gen.Int[0, 12].SelectMany(n =>
        Gen.Select(Value.Array[n], Value.Array[n], (x, y) => new SeriesPair(x, y)).Array[0, 5]);

    // Series that have little to do with each other.
    private static readonly double?[][] Unlike =
        [[1, 5, 2, 7, 3, 6], [4, 4, 1, 2, 9, 1], [9, 3, 8, 3, 2, 1], [2, 6, 6, 1, 5, 9]];

    [Fact]
    public void P_is_a_share_of_all_permutations()
    {
        Seeds.Sample(seeds =>
        {
            (SeedPairing? pearson, SeedPairing? spearman) = SeedPairingTest.Of(seeds);
            Assert.Equal(pearson?.Seeds, spearman?.Seeds);
            foreach (SeedPairing? found in new[] { pearson, spearman })
            {
                if (found is null) continue;
                double all = Enumerable.Range(1, found.Seeds).Aggregate(1.0, (product, k) => product * k);
                Assert.InRange(found.Seeds, 2, seeds.Length);
                Assert.InRange(found.P, 1 / all, 1);
                Assert.Equal(Math.Round(found.P * all), found.P * all, 1e-9);
                Assert.InRange(found.Own, -1 - 1e-12, 1 + 1e-12);
                Assert.Equal(found.Own - found.Others, found.Effect, 1e-15);
                Assert.True(found.Interval.Lower <= found.Effect + 1e-12 && found.Effect <= found.Interval.Upper + 1e-12);
            }
        });
    }

    [Fact]
    public void Neither_the_order_of_seeds_nor_which_series_is_first_matters()
    {
        Gen.Int[-20, 20].Select(v => (double?)v).Array[8].Array[8].Sample(series =>
        {
            SeriesPair[] seeds = [.. Enumerable.Range(0, 4).Select(s => new SeriesPair(series[s], series[4 + s]))];
            SeriesPair[] swapped = [.. Enumerable.Range(0, 4).Select(s => new SeriesPair(series[4 + s], series[s]))];

            AssertSame(SeedPairingTest.Of(seeds).Pearson, SeedPairingTest.Of([.. seeds.Reverse()]).Pearson);
            AssertSame(SeedPairingTest.Of(seeds).Spearman, SeedPairingTest.Of(swapped).Spearman);
        });
    }

    [Theory]
    [InlineData(2, 1.0)]
    [InlineData(3, 1 / 6.0)]
    [InlineData(4, 1 / 24.0)]
    public void Runs_that_go_with_themselves_alone_reach_the_least_p(int count, double p)
    {
        (SeedPairing? pearson, _) = SeedPairingTest.Of([.. Unlike.Take(count).Select(series => new SeriesPair(series, series))]);

        Assert.Equal(p, pearson!.P, 1e-12);
        Assert.Equal(1, pearson.Own, 1e-12);
        Assert.InRange(pearson.Effect, 0.5, 2);
        Assert.False(pearson.Decides);
    }

    [Fact]
    public void Runs_that_all_take_the_same_course_show_no_coupling_of_their_own()
    {
        SeriesPair pair = new([1, 5, 2, 7, 3], [2, 6, 1, 9, 4]);

        (SeedPairing? pearson, SeedPairing? spearman) = SeedPairingTest.Of([pair, pair, pair, pair, pair]);

        Assert.Equal((1, 0.0), (pearson!.P, Math.Round(pearson.Effect, 12)));
        Assert.Equal((1, 0.0), (spearman!.P, Math.Round(spearman.Effect, 12)));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(10)]
    public void Enough_seeds_decide_and_p_is_the_same_every_time(int count)
    {
        Random random = new(count);
        SeriesPair[] seeds = [.. Enumerable.Range(0, count).Select(_ =>
        {
            double?[] series = [.. Draws.Autoregressive(random, 20, 0.5).Select(v => (double?)v)];
            return new SeriesPair(series, [.. series.Select(v => 2 * v + 1)]);
        })];

        (SeedPairing? pearson, _) = SeedPairingTest.Of(seeds);

        Assert.True(pearson!.Decides);
        Assert.Equal(count <= SeedPairingTest.MostExact ? 1 / 40_320.0 : 1.0 / SeedPairingTest.Samples, pearson.P, 1e-12);
        Assert.Equal(pearson, SeedPairingTest.Of(seeds).Pearson);
    }

    [Fact]
    public void A_seed_that_stands_still_is_left_out()
    {
        SeriesPair[] seeds = [.. Unlike.Take(3).Select(series => new SeriesPair(series, series))];
        SeriesPair still = new([3, 3, 3, 3, 3, 3], [2, 6, 1, 9, 4, 1]);

        AssertSame(SeedPairingTest.Of(seeds).Pearson, SeedPairingTest.Of([still, .. seeds]).Pearson);
    }

    [Fact]
    public void A_seed_that_no_other_can_be_paired_with_is_left_out()
    {
        SeriesPair[] seeds = [.. Unlike.Take(3).Select(series => new SeriesPair([.. series, null, null], [.. series, null, null]))];
        SeriesPair apart = new([null, null, null, null, null, null, 1, 2], [null, null, null, null, null, null, 4, 3]);

        AssertSame(SeedPairingTest.Of(seeds).Pearson, SeedPairingTest.Of([seeds[0], apart, .. seeds[1..]]).Pearson);
    }

    [Fact]
    public void Less_than_two_seeds_cannot_be_paired()
    {
        SeriesPair pair = new([1, 2, 3], [1, 3, 2]);

        Assert.Equal((null, null), SeedPairingTest.Of([]));
        Assert.Equal((null, null), SeedPairingTest.Of([pair]));
        Assert.Equal((null, null), SeedPairingTest.Of([pair, new SeriesPair([1, 1, 1], [1, 2, 3])]));
        Assert.Throws<ArgumentException>(() => SeedPairingTest.Of([pair, new SeriesPair([1, 2], [1, 2])]));
    }

    private static void AssertSame(SeedPairing? expected, SeedPairing? actual)
    {
        Assert.Equal(expected?.Seeds, actual?.Seeds);
        Assert.Equal(expected?.P ?? 0, actual?.P ?? 0, 1e-12);
        Assert.Equal(expected?.Effect ?? 0, actual?.Effect ?? 0, 1e-12);
        Assert.Equal(expected?.Interval.Lower ?? 0, actual?.Interval.Lower ?? 0, 1e-12);
    }
}
