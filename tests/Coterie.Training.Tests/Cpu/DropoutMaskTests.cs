using Coterie.Training.Cpu;

namespace Coterie.Training.Tests.Cpu;

public class DropoutMaskTests
{
    private const int Seed = 3;

    // A row longer than a block, rows that fill blocks and rows that do not.
    [Theory]
    [InlineData(128, 512)]
    [InlineData(77, 300)]
    [InlineData(3, 5000)]
    [InlineData(1, 10)]
    public void Every_row_gets_the_factors_of_the_generator_in_order(int samples, int neurons)
    {
        DropoutMask mask = new(0.5);
        DropoutGenerator generator = new(Seed, 0.5);
        mask.Begin(Seed);
        // Twice, to see that the second layer begins where the first ended.
        for (int layer = 0; layer < 2; layer++)
        {
            int next = 0;
            mask.Rows(samples, neurons, (row, factors) =>
            {
                Assert.Equal(next, row);
                float[] expected = new float[factors.Length];
                generator.Fill(expected);
                Assert.Equal(expected, factors);
                next += factors.Length / neurons;
            });
            Assert.Equal(samples, next);
        }
    }

    [Fact]
    public void Without_dropout_each_factor_is_one()
    {
        int count = 0;
        new DropoutMask(0).Rows(100, 300, (_, factors) =>
        {
            Assert.Equal(-1, factors.IndexOfAnyExcept(1));
            count += factors.Length;
        });
        Assert.Equal(100 * 300, count);
    }
}
