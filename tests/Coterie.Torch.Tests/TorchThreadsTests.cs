using System.Collections.Concurrent;
using System.Globalization;
using static TorchSharp.torch;

namespace Coterie.Torch.Tests;

public class TorchThreadsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1000)]
    public void Each_part_is_done_once(int parts)
    {
        int[] times = new int[parts];
        TorchThreads.Each(parts, part => Interlocked.Increment(ref times[part]));
        Assert.All(times, number => Assert.Equal(1, number));
    }

    [Fact]
    public void What_a_part_throws_reaches_the_caller_and_no_thread_is_lost()
    {
        for (int turn = 0; turn < 3; turn++)
        {
            FormatException thrown = Assert.Throws<FormatException>(() => TorchThreads.Each(100, part => throw new FormatException($"{part}")));
            Assert.InRange(int.Parse(thrown.Message, CultureInfo.InvariantCulture), 0, 99);
            Each_part_is_done_once(1000);
        }
    }

    [Fact]
    public void No_more_threads_take_part_than_torch_computes_with()
    {
        int threads = get_num_threads();
        try
        {
            foreach (int few in (int[])[1, 2])
            {
                set_num_threads(few);
                for (int turn = 0; turn < 50; turn++)
                {
                    ConcurrentDictionary<int, bool> seen = [];
                    TorchThreads.Each(64, _ => seen[Environment.CurrentManagedThreadId] = true);
                    Assert.InRange(seen.Count, 1, few);
                }
            }
        }
        finally
        {
            set_num_threads(threads);
        }
    }
}
