using System.Collections.Concurrent;
using Coterie.Numerics;

namespace Coterie.Tests.Numerics;

public class ParallelLoopTests
{
    [Theory]
    [InlineData(0, 4)]
    [InlineData(1, 4)]
    [InlineData(7, 1)]
    [InlineData(2, 2)]
    [InlineData(1000, 3)]
    public void Each_iteration_runs_once_before_the_loop_returns(int count, int threads)
    {
        for (int round = 0; round < 50; round++)
        {
            int[] times = new int[count];
            ParallelLoop.Run(count, threads, k => times[k]++);
            Assert.All(times, number => Assert.Equal(1, number));
        }
    }

    [Fact]
    public void No_more_threads_work_at_once_than_are_allowed()
    {
        int working = 0;
        ConcurrentBag<int> seen = [];
        ParallelLoop.Run(500, threads: 2, _ =>
        {
            seen.Add(Interlocked.Increment(ref working));
            Thread.SpinWait(50);
            Interlocked.Decrement(ref working);
        });
        Assert.InRange(seen.Max(), 1, 2);
    }

    [Fact]
    public void What_an_iteration_throws_reaches_the_caller_as_it_is()
    {
        Assert.Throws<FormatException>(() => ParallelLoop.Run(100, threads: 3, k =>
        {
            if (k == 60) throw new FormatException();
        }));
        Assert.Throws<FormatException>(() => ParallelLoop.Run(1, threads: 3, _ => throw new FormatException()));
    }
}
