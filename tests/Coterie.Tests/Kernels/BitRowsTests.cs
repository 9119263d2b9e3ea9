using System.Numerics;
using Coterie.Kernels;

namespace Coterie.Tests.Kernels;

public class BitRowsTests
{
    private static readonly Random Random = new(7);

    [Fact]
    public void A_square_on_its_side_has_each_bit_in_its_place()
    {
        ulong[] square = [.. Enumerable.Range(0, 64).Select(_ => (ulong)Random.NextInt64())];
        ulong[] found = [.. square];

        BitRows.Transpose(found);

        for (int d = 0; d < 64; d++)
        {
            for (int k = 0; k < 64; k++) Assert.Equal((square[d] >> k) & 1, (found[k] >> d) & 1);
        }
    }

    [Theory]
    [InlineData(1, 8)]
    [InlineData(2, 8)]
    [InlineData(7, 32)]
    [InlineData(50, 56)]
    public void Every_instruction_set_counts_the_ones_of_each_pair(int rows, int words)
    {
        // Full rows too: no counter may overflow.
        ulong[] bits = [.. Enumerable.Range(0, rows * words).Select(at => at / words % 3 == 0 ? ulong.MaxValue : (ulong)Random.NextInt64())];
        List<long> expected = [];
        for (int q = 0; q < rows; q++)
        {
            for (int p = 0; p < q; p++)
            {
                expected.Add(1 + Enumerable.Range(0, words).Sum(w => BitOperations.PopCount(bits[p * words + w] & bits[q * words + w])));
            }
        }
        Check<ScalarOnes>();
        Check<Ones256>();
        Check<Ones512>();
        Check<OnesArm>();
        Assert.Equal(expected, Found(BitRows.AddCommonOnes));

        void Check<TOnes>()
            where TOnes : struct, IOnes
        {
            if (TOnes.IsSupported) Assert.Equal(expected, Found(BitRows.AddCommonOnes<TOnes>));
        }

        long[] Found(Adding add)
        {
            long[] counts = [.. expected.Select(_ => 1L)];
            add(bits, words, counts);
            return counts;
        }
    }

    private delegate void Adding(ReadOnlySpan<ulong> rows, int words, Span<long> counts);
}
