using Coterie.Training.Cpu;
using static TorchSharp.torch;

namespace Coterie.Training.Tests.Cpu;

public class DropoutMaskTests
{
    // A row longer than a block, rows that fill blocks and rows that do not, fewer rows than threads.
    [Theory]
    [InlineData(128, 512)]
    [InlineData(96, 512)]
    [InlineData(77, 300)]
    [InlineData(3, 5000)]
    [InlineData(1, 10)]
    public void Each_row_has_the_factors_one_thread_draws(int samples, int neurons)
    {
        int threads = get_num_threads();
        try
        {
            set_num_threads(1);
            float[] alone = Draw();
            Assert.Contains(0, alone);
            foreach (int several in (int[])[2, 3, 8])
            {
                set_num_threads(several);
                Assert.Equal(alone, Draw());
            }
        }
        finally
        {
            set_num_threads(threads);
        }

        // Twice, to see that the second begins where the first ended.
        float[] Draw()
        {
            DropoutMask mask = new(0.5);
            mask.Begin(3);
            float[] drawn = new float[2 * samples * neurons];
            for (int k = 0; k < 2; k++)
            {
                int start = k * samples * neurons;
                mask.Rows(samples, neurons, (row, factors) => factors.CopyTo(drawn.AsSpan(start + row * neurons)));
            }
            return drawn;
        }
    }

    [Fact]
    public void Without_dropout_each_factor_is_one()
    {
        float[] drawn = new float[100 * 300];
        new DropoutMask(0).Rows(100, 300, (row, factors) => factors.CopyTo(drawn.AsSpan(row * 300)));
        Assert.All(drawn, factor => Assert.Equal(1, factor));
    }
}
