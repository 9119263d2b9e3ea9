using System.Collections.Concurrent;
using Coterie.Kernels;

namespace Coterie.Tests.Kernels;

public class EachTests
{
    [Theory]
    [InlineData(0, 4)]
    [InlineData(1, 4)]
    [InlineData(7, 1)]
    [InlineData(2, 2)]
    [InlineData(1000, 3)]
    public void Each_turn_is_taken_once_before_it_returns(int count, int threads)
    {
        for (int round = 0; round < 200; round++)
        {
            int[] times = new int[count];
            Each.Of(count, threads, turn =>
            {
                Thread.SpinWait(turn % 7 * 20);
                times[turn]++;
            });
            Assert.All(times, number => Assert.Equal(1, number));
        }
    }

    [Fact]
    public void No_more_threads_take_turns_than_may()
    {
        for (int round = 0; round < 50; round++)
        {
            ConcurrentDictionary<int, bool> seen = [];
            Each.Of(100, threads: 2, _ =>
            {
                Thread.SpinWait(50);
                seen[Environment.CurrentManagedThreadId] = true;
            });
            Assert.InRange(seen.Count, 1, 2);
        }
    }

    [Fact]
    public void It_waits_for_a_turn_that_takes_long_and_needs_no_helper()
    {
        int done = 0;
        Each.Of(2, threads: 2, turn =>
        {
            Thread.Sleep(turn * 50);
            Interlocked.Increment(ref done);
        });
        Assert.Equal(2, done);

        // Loops in loops, more than there are threads in the pool.
        Each.Of(50, threads: 50, _ => Each.Of(50, threads: 50, _ => Interlocked.Increment(ref done)));
        Assert.Equal(2502, done);
    }

    [Fact]
    public void What_a_turn_throws_reaches_the_caller_as_it_is()
    {
        for (int round = 0; round < 50; round++)
        {
            Assert.Throws<FormatException>(() => Each.Of(100, threads: 3, turn =>
            {
                if (turn == 60) throw new FormatException();
            }));
        }
    }
}
