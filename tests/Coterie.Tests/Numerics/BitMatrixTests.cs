using Coterie.Numerics;

namespace Coterie.Tests.Numerics;

public class BitMatrixTests
{
    [Fact]
    public void A_transposed_square_has_each_bit_in_its_place()
    {
        Random random = new(7);
        ulong[] square = [.. Enumerable.Range(0, 64).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue))];
        ulong[] found = [.. square];

        BitMatrix.Transpose(found);

        for (int d = 0; d < 64; d++)
        {
            for (int k = 0; k < 64; k++) Assert.Equal((square[d] >> k) & 1, (found[k] >> d) & 1);
        }
    }
}
