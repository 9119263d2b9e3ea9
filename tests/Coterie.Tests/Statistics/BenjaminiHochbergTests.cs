using Coterie.Statistics;
using CsCheck;

namespace Coterie.Tests.Statistics;

public class BenjaminiHochbergTests
{
    [Fact]
    public void Adjusted_values_are_those_of_Rs_p_adjust()
    {
        AssertClose([0.05, 0.05, 0.05, 0.05, 0.05], BenjaminiHochberg.Adjust([0.01, 0.02, 0.03, 0.04, 0.05]));
        AssertClose([0.04, 0.004, 0.9, 0.04], BenjaminiHochberg.Adjust([0.03, 0.001, 0.9, 0.03]));
    }

    [Fact]
    public void What_has_no_p_does_not_count()
    {
        AssertClose([0.04, null, 0.02], BenjaminiHochberg.Adjust([0.04, null, 0.01]));
        Assert.Empty(BenjaminiHochberg.Adjust([]));
        Assert.Equal([null], BenjaminiHochberg.Adjust([null]));
    }

    [Fact]
    public void Adjusting_keeps_the_order_and_never_lowers_a_p()
    {
        Gen.Double[0, 1].Array[1, 30].Sample(family =>
        {
            double[] adjusted = [.. BenjaminiHochberg.Adjust([.. family.Select(p => (double?)p)]).Select(p => p!.Value)];
            for (int i = 0; i < family.Length; i++)
            {
                Assert.InRange(adjusted[i], family[i], Math.Min(1, family[i] * family.Length) + 1e-15);
                for (int j = 0; j < family.Length; j++) Assert.True(family[i] > family[j] || adjusted[i] <= adjusted[j]);
            }
        });
    }

    [Fact]
    public void A_p_is_a_probability()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => BenjaminiHochberg.Adjust([0.5, 1.1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => BenjaminiHochberg.Adjust([-0.1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => BenjaminiHochberg.Adjust([double.NaN]));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.8)]
    public void Where_there_is_nothing_to_find_a_finding_is_as_rare_as_the_level(double common)
    {
        const int families = 4000;
        Random random = new(2);
        int found = 0;
        for (int k = 0; k < families; k++)
        {
            double shared = Draws.Normal(random);
            double?[] family =
            [
                .. Enumerable.Range(0, 20).Select(_ => (double?)MathNet.Numerics.Distributions.Normal.CDF(
                    0, 1, Math.Sqrt(common) * shared + Math.Sqrt(1 - common) * Draws.Normal(random))),
            ];
            if (BenjaminiHochberg.Adjust(family).Any(p => p <= 0.05)) found++;
        }

        // Exactly 0.05 for independent tests, less for tests that rise together; 0.014 is four standard errors.
        Assert.InRange(found / (double)families, common > 0 ? 0.001 : 0.036, 0.064);
    }

    private static void AssertClose(IReadOnlyList<double?> expected, IReadOnlyList<double?> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First ?? -1, pair.Second ?? -1, 1e-15));
    }
}
