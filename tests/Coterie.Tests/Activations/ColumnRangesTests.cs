using System.Collections.Concurrent;
using Coterie.Activations;

namespace Coterie.Tests.Activations;

public class ColumnRangesTests
{
    [Theory]
    [InlineData(0, 512, 256, 30, 2)]
    [InlineData(0, 512, 256, 1, 2)]
    [InlineData(16, 500, 256, 7, 3)]
    [InlineData(0, 5, 256, 4, 4)]
    [InlineData(0, 1000, 16, 3, 8)]
    [InlineData(32, 300, 64, 20, 1)]
    public void Each_column_meets_each_block_once_in_order_however_fast_the_threads(int from, int until, int widest, int blocks, int threads)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            // What a column has come to; only who has the column writes it.
            int[] next = new int[until];
            ColumnRanges.ForEach(from, until, widest, blocks, threads, (block, start, end) =>
            {
                Assert.True(start % Columns.Step == 0 && (end % Columns.Step == 0 || end == until) && start < end && end - start <= widest);
                Thread.SpinWait(new Random(HashCode.Combine(seed, block, start)).Next(3000));
                for (int q = start; q < end; q++) Assert.Equal(block, next[q]++);
            });
            Assert.All(next.Skip(from), done => Assert.Equal(blocks, done));
            Assert.All(next.Take(from), done => Assert.Equal(0, done));
        }
    }

    [Fact]
    public void Who_is_done_takes_half_of_what_another_has_left()
    {
        ConcurrentBag<int> widths = [];
        ConcurrentDictionary<int, bool> threads = [];
        ColumnRanges.ForEach(0, 512, 256, blocks: 100, threads: 2, (block, start, end) =>
        {
            threads[Environment.CurrentManagedThreadId] = true;
            if (block == 0) SpinWait.SpinUntil(() => threads.Count == 2, TimeSpan.FromSeconds(60));
            if (start < 256) Thread.Sleep(2);
            widths.Add(end - start);
        });
        Assert.InRange(widths.Min(), Columns.Step, 128);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(29)]
    public void What_the_work_throws_reaches_the_caller_and_nobody_waits_for_ever(int failing)
    {
        Assert.Throws<FormatException>(() => ColumnRanges.ForEach(0, 512, 256, blocks: 30, threads: 2, (block, start, end) =>
        {
            if (block == failing && start == 0) throw new FormatException();
        }));
    }
}
