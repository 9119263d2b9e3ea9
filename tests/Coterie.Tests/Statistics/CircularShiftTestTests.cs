using Coterie.Statistics;
using CsCheck;

namespace Coterie.Tests.Statistics;

public class CircularShiftTestTests
{
    private static readonly Gen<double?> Value = Gen.Frequency(
        (9, Gen.Double[-10, 10].Select(v => (double?)v)), (1, Gen.Const((double?)null)));

    private static readonly Gen<SeriesPair[]> Seeds = Gen.Int[0, 12].SelectMany(n =>
        Gen.Select(Value.Array[n], Value.Array[n], (x, y) => new SeriesPair(x, y)).Array[1, 4]);

    [Fact]
    public void P_counts_the_truth_among_all_shifts()
    {
        Seeds.Sample(seeds =>
        {
            int n = seeds[0].Length;
            PValues p = CircularShiftTest.P(seeds);
            Assert.Equal(seeds.Any(pair => pair.Correlation.Pearson is not null), p.Pearson is not null);
            foreach (double? found in new[] { p.Pearson, p.Spearman })
            {
                if (found is null) continue;
                Assert.InRange(found.Value, 1.0 / n, 1);
                Assert.Equal(Math.Round(found.Value * n), found.Value * n, 1e-9);
            }
        });
    }

    [Fact]
    public void P_does_not_depend_on_the_order_of_seeds_or_on_units()
    {
        Gen.Select(Gen.Int[1, 100].Array[2, 12], Gen.Int, Gen.Int[1, 9], Gen.Int[-9, 9]).Sample((x, seed, factor, offset) =>
        {
            Random random = new(seed);
            double?[] left = [.. x.Select(v => (double?)v)];
            double?[] scaled = [.. x.Select(v => (double?)(factor * v + offset))];
            double?[] right = [.. x.Select(_ => (double?)random.Next(100))];
            double?[] other = [.. x.Select(_ => (double?)random.Next(100))];

            PValues p = CircularShiftTest.P([new(left, right), new(other, right)]);

            AssertSame(p, CircularShiftTest.P([new(other, right), new(left, right)]));
            AssertSame(p, CircularShiftTest.P([new(scaled, right), new(other, right)]));
        });
    }

    [Fact]
    public void Series_that_only_rise_reach_the_least_p_and_never_less()
    {
        double?[] rising = [.. Enumerable.Range(1, 20).Select(t => (double?)t)];
        double?[] levelling = [.. Enumerable.Range(1, 20).Select(t => (double?)(1 - Math.Exp(-t / 3.0)))];

        AssertSame(new PValues(0.05, 0.05), CircularShiftTest.P(rising, levelling));
        AssertSame(new PValues(0.05, 0.05), CircularShiftTest.P([new(rising, levelling), new(rising, rising)]));
    }

    [Fact]
    public void Two_points_are_never_evidence()
    {
        AssertSame(new PValues(1, 1), CircularShiftTest.P([1, 2], [5, 9]));
    }

    [Fact]
    public void A_series_that_stands_still_has_no_p()
    {
        Assert.Equal(default, CircularShiftTest.P([1, 1, 1], [1, 2, 3]));
        Assert.Equal(default, CircularShiftTest.P([]));
        Assert.Equal(default, CircularShiftTest.P([], []));
    }

    [Fact]
    public void A_seed_without_a_correlation_is_left_out()
    {
        SeriesPair pair = new([1, 5, 2, 7, 3], [2, 6, 1, 9, 4]);
        SeriesPair still = new([3, 3, 3, 3, 3], [2, 6, 1, 9, 4]);

        AssertSame(CircularShiftTest.P([pair]), CircularShiftTest.P([still, pair]));
    }

    [Fact]
    public void Series_are_equally_long()
    {
        Assert.Throws<ArgumentException>(() => CircularShiftTest.P([1, 2, 3], [1, 2]));
        Assert.Throws<ArgumentException>(() => CircularShiftTest.P([new([1, 2, 3], [1, 2, 4]), new([1, 2], [1, 2])]));
    }

    [Fact]
    public void Changes_are_differences_where_both_values_exist()
    {
        Assert.Equal([2, null, null, -1], CircularShiftTest.Changes([1, 3, null, 5, 4]));
        Assert.Empty(CircularShiftTest.Changes([7]));
        Assert.Empty(CircularShiftTest.Changes([]));
    }

    private static void AssertSame(PValues expected, PValues actual)
    {
        Assert.Equal(expected.Pearson is null, actual.Pearson is null);
        Assert.Equal(expected.Pearson ?? 0, actual.Pearson ?? 0, 1e-12);
        Assert.Equal(expected.Spearman ?? 0, actual.Spearman ?? 0, 1e-12);
    }
}
