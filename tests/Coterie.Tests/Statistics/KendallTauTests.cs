using Coterie.Statistics;
using CsCheck;

namespace Coterie.Tests.Statistics;

public class KendallTauTests
{
    private static readonly Gen<double?> Value = Gen.Frequency(
        (9, Gen.Int[-9, 9].Select(v => (double?)v)), (1, Gen.Const((double?)null)));

    private static readonly Gen<(double?[] Left, double?[] Right)> Lists =
        Gen.Int[0, 12].SelectMany(n => Gen.Select(Value.Array[n], Value.Array[n]));

    [Fact]
    public void Tau_counts_pairs_in_the_same_order_against_pairs_in_the_opposite_one()
    {
        Assert.Equal(new KendallTau(1, null, 6), KendallTau.Of([1, 2, 3, 4, 5, 6], [1, 4, 9, 16, 25, 36]));
        Assert.Equal(new KendallTau(-1, null, 6), KendallTau.Of([1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1]));
        // Of six pairs five are in the same order.
        Assert.Equal(4 / 6.0, KendallTau.Of([1, 2, 3, 4], [1, 2, 4, 3])!.Tau, 1e-15);
        // Five pairs are tied in neither list, and the right list ties one.
        Assert.Equal(5 / Math.Sqrt(6 * 5), KendallTau.Of([1, 2, 3, 4], [1, 2, 2, 4])!.Tau, 1e-15);
    }

    [Fact]
    public void Tau_is_symmetric_and_changes_sign_with_a_list_turned_over()
    {
        Lists.Sample((left, right) =>
        {
            KendallTau? tau = KendallTau.Of(left, right);

            Assert.Equal(tau, KendallTau.Of(right, left));
            KendallTau? turned = KendallTau.Of(left, [.. right.Select(value => -value)]);
            Assert.Equal(-(tau?.Tau ?? 0), turned?.Tau ?? 0, 1e-15);
            Assert.Equal(-(tau?.Interval?.Upper ?? 0), turned?.Interval?.Lower ?? 0, 1e-12);
        });
    }

    [Fact]
    public void Only_the_order_counts()
    {
        Lists.Sample((left, right) =>
        {
            double?[] cubes = [.. left.Select(value => value * value * value)];
            Assert.Equal(KendallTau.Of(left, right), KendallTau.Of(cubes, right));
        });
    }

    [Fact]
    public void Tau_lies_in_its_interval_and_both_in_minus_one_to_one()
    {
        Lists.Sample((left, right) =>
        {
            if (KendallTau.Of(left, right) is not { } tau) return;
            Assert.InRange(tau.Tau, -1, 1);
            Assert.Equal(left.Zip(right).Count(pair => pair is ({ }, { })), tau.Count);
            if (tau.Interval is not { } interval) return;
            Assert.True(tau.Count >= KendallTau.MinimumCount);
            Assert.InRange(tau.Tau, interval.Lower, interval.Upper);
            Assert.InRange(interval.Lower, -1, interval.Upper);
            Assert.InRange(interval.Upper, interval.Lower, 1);
        });
    }

    [Fact]
    public void A_list_of_one_value_ranks_nothing()
    {
        Assert.Null(KendallTau.Of([1, 1, 1], [1, 2, 3]));
        Assert.Null(KendallTau.Of([1, null, 3], [null, 2, 3]));
        Assert.Null(KendallTau.Of([], []));
        Assert.Throws<ArgumentException>(() => KendallTau.Of([1, 2], [1]));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(50)]
    public void The_interval_covers_the_true_tau_of_normal_pairs(int count)
    {
        const int samples = 400;
        const double correlation = 0.7;
        double truth = 2 / Math.PI * Math.Asin(correlation);
        Random random = new(count);
        int covered = 0;
        for (int k = 0; k < samples; k++)
        {
            double[] x = [.. Enumerable.Range(0, count).Select(_ => Draws.Normal(random))];
            double?[] y = [.. x.Select(v => (double?)(correlation * v + Math.Sqrt(1 - correlation * correlation) * Draws.Normal(random)))];
            Interval interval = KendallTau.Of([.. x.Select(v => (double?)v)], y)!.Interval!.Value;
            if (interval.Lower <= truth && truth <= interval.Upper) covered++;
        }

        // Four standard errors of 400 samples are 0.044.
        Assert.InRange(covered / (double)samples, 0.95 - 0.044, 1);
    }
}
