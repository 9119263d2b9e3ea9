using System.Numerics;
using Coterie.Numerics;
using CsCheck;

namespace Coterie.Tests.Numerics;

public class SizeProductTests
{
    [Fact]
    public void It_is_the_product_in_whole_numbers_of_any_length_or_null()
    {
        Gen<long> size = Gen.OneOf(Gen.Long[0, 10], Gen.Long, Gen.Const(1L << 32), Gen.Const(long.MaxValue), Gen.Const(-1L));
        Gen.Select(size.Array[0, 6], Gen.OneOf(Gen.Long[1, 100], Gen.Const(long.MaxValue))).Sample((sizes, most) =>
        {
            BigInteger exact = Product(sizes);
            bool isValid = sizes.All(s => s >= 0) && Product(sizes.Where(s => s != 0)) <= most;
            Assert.Equal(isValid ? (long?)exact : null, SizeProduct.Of(sizes, most));
        });
    }

    [Theory]
    [InlineData(new long[] { 1L << 32, 1L << 32 })]
    [InlineData(new long[] { 1L << 43, 1L << 43, 1L << 42 })]
    [InlineData(new long[] { 0, 1L << 32, 1L << 32 })]
    [InlineData(new long[] { -1, -1 })]
    public void What_a_long_cannot_hold_is_null(long[] sizes)
    {
        Assert.Null(SizeProduct.Of(sizes));
    }

    private static BigInteger Product(IEnumerable<long> sizes)
    {
        return sizes.Aggregate(BigInteger.One, (product, size) => product * size);
    }
}
