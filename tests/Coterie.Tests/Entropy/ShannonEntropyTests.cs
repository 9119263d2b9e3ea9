using Coterie.Entropy;
using CsCheck;

namespace Coterie.Tests.Entropy;

public class ShannonEntropyTests
{
    [Fact]
    public void The_entropy_of_counts_is_as_defined()
    {
        // With empty bins, and not whole vectors.
        Gen.Int[0, 1000].Select(count => Math.Max(0, count - 400)).Array[1, 300].Where(counts => counts.Sum() > 0).Sample(counts =>
        {
            long total = counts.Sum();
            double expected = Definitions.Shannon(counts.Select(count => count / (double)total));
            Assert.Equal(expected, ShannonEntropy.OfCounts(counts, total), 1e-12);
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(60000)]
    public void The_entropy_of_one_bin_is_zero(int count)
    {
        Assert.Equal(0, ShannonEntropy.OfCounts([0, count, 0], count));
    }
}
