using Coterie.Statistics;
using CsCheck;

namespace Coterie.Tests.Statistics;

public class SignFlipTestTests
{
    [Fact]
    public void P_is_the_share_of_signs_whose_sum_is_as_far_from_zero()
    {
        Assert.Equal(2 / 8.0, SignFlipTest.P([1, 2, 3]));
        // 6 and −6, 4 and −4 of sums ±6, ±4, ±2, 0, 0.
        Assert.Equal(4 / 8.0, SignFlipTest.P([-1, 2, 3]));
        Assert.Equal(1, SignFlipTest.P([1, -1]));
        Assert.Equal(2 / 256.0, SignFlipTest.P([0.3, 0.1, 0.2, 0.5, 0.4, 0.7, 0.2, 0.1]));
        Assert.Null(SignFlipTest.P([]));
        Assert.Null(SignFlipTest.P([0, 0]));
    }

    [Fact]
    public void Sign_scale_and_order_do_not_matter() =>
        Gen.Double[-1, 1].Array[1, 10].Sample(values =>
        {
            double? p = SignFlipTest.P(values);
            Assert.Equal(p, SignFlipTest.P([.. values.Select(value => -4 * value)]));
            Assert.Equal(p, SignFlipTest.P([.. values.Reverse()]));
            if (p is not null) Assert.InRange(p.Value, 2.0 / (1 << values.Length), 1);
        });

    [Theory]
    [InlineData(8)]
    [InlineData(10)]
    [InlineData(20)]
    public void Chance_rejects_at_most_as_often_as_said(int seeds)
    {
        Random random = new(1);
        int runs = seeds > 16 ? 200 : 2000;
        int rejected = Enumerable.Range(0, runs).Count(_ =>
            SignFlipTest.P([.. Enumerable.Range(0, seeds).Select(_ => random.NextDouble() - 0.5)]) <= 0.05);

        // 5 %, and four standard errors of the count.
        Assert.True(rejected <= 0.05 * runs + 4 * Math.Sqrt(0.05 * 0.95 * runs), $"{rejected} of {runs}");
    }

    [Fact]
    public void Many_differences_are_sampled_and_agree_with_the_normal_limit()
    {
        double[] values = [.. Enumerable.Range(0, 40).Select(k => k % 4 == 0 ? -1.0 : 1.0)];

        // The sum is 20 with a standard deviation of √40: two-sided 2 · P(Bin(40, ½) ≥ 30) = 0.002222.
        Assert.InRange(SignFlipTest.P(values)!.Value, 0.0016, 0.0029);
    }
}
