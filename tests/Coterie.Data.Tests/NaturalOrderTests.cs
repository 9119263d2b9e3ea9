using CsCheck;

namespace Coterie.Data.Tests;

public sealed class NaturalOrderTests
{
    [Theory]
    [InlineData("2", "10")]
    [InlineData("class2", "class10")]
    [InlineData("a2b", "a10")]
    [InlineData("a", "a1")]
    [InlineData("07", "7")]
    [InlineData("7", "08")]
    [InlineData("99999999999999999999", "100000000000000000000")]
    [InlineData("B", "a")]
    [InlineData("0", "a")]
    public void Numbers_in_names_are_ordered_as_numbers(string first, string second)
    {
        Assert.True(NaturalOrder.Instance.Compare(first, second) < 0);
        Assert.True(NaturalOrder.Instance.Compare(second, first) > 0);
    }

    [Fact]
    public void It_is_an_order_of_all_names()
    {
        Gen<string> name = Gen.Char["01289aZ-é"].Array[0, 6].Select(letters => new string(letters));
        Gen.Select(name, name, name).Sample((a, b, c) =>
        {
            NaturalOrder order = NaturalOrder.Instance;
            Assert.Equal(Math.Sign(order.Compare(a, b)), -Math.Sign(order.Compare(b, a)));
            Assert.Equal(a == b, order.Compare(a, b) == 0);
            if (order.Compare(a, b) < 0 && order.Compare(b, c) < 0) Assert.True(order.Compare(a, c) < 0);
        });
    }

    [Fact]
    public void Without_digits_it_is_the_ordinal_order()
    {
        Gen<string> name = Gen.Char["aAzZ-_ é"].Array[0, 6].Select(letters => new string(letters));
        Gen.Select(name, name).Sample((a, b) =>
            Assert.Equal(Math.Sign(string.CompareOrdinal(a, b)), Math.Sign(NaturalOrder.Instance.Compare(a, b))));
    }
}
