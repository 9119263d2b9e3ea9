using Coterie.Statistics;
using CsCheck;

namespace Coterie.Tests.Statistics;

public class PowerLawTests
{
    [Theory]
    [InlineData(1.8)]
    [InlineData(2.5)]
    [InlineData(4.0)]
    public void It_finds_the_exponent_of_values_drawn_from_a_power_law(double alpha)
    {
        Random random = new(5);
        double[] values = [.. Enumerable.Range(0, 20_000).Select(_ => 0.3 * Math.Pow(1 - random.NextDouble(), -1 / (alpha - 1)))];

        Assert.Equal(alpha, PowerLaw.Exponent(values)!.Value, 0.1);
    }

    [Fact]
    public void What_lies_below_the_tail_is_cut_off()
    {
        Random random = new(6);
        double[] below = [.. Enumerable.Range(0, 3000).Select(_ => random.NextDouble())];
        double[] tail = [.. Enumerable.Range(0, 3000).Select(_ => Math.Pow(1 - random.NextDouble(), -1 / 1.5))];

        Assert.Equal(2.5, PowerLaw.Exponent([.. below, .. tail])!.Value, 0.1);
    }

    [Fact]
    public void Neither_scale_nor_order_nor_zeros_matter()
    {
        Gen.Double[0.001, 1000].Array[PowerLaw.FewestValues, 60].Sample(values =>
        {
            double? plain = PowerLaw.Exponent(values);

            Assert.Equal(plain, PowerLaw.Exponent(values.Reverse()));
            Assert.Equal(plain, PowerLaw.Exponent([.. values, 0, 0, 1e-14 * values.Max(), -1e-16]));
            Assert.True(plain is null or > 1);
            Assert.Equal(plain ?? 0, PowerLaw.Exponent(values.Select(value => 1024 * value)) ?? 0, 1e-6 * (plain ?? 0));
        });
    }

    [Fact]
    public void Few_or_equal_values_have_none()
    {
        Assert.Null(PowerLaw.Exponent([]));
        Assert.Null(PowerLaw.Exponent([1, 2, 3, 4, 5, 6, 7, 8, 9]));
        Assert.NotNull(PowerLaw.Exponent([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));
        Assert.Null(PowerLaw.Exponent(Enumerable.Repeat(3.0, 50)));
        Assert.Null(PowerLaw.Exponent(Enumerable.Repeat(0.0, 50)));
    }
}
