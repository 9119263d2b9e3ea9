using System.Runtime.ExceptionServices;

namespace Coterie.Kernels;

/// <summary>
/// The turns of a loop, in as many ranges as threads may take part: each begins with one of its own, since what follows in memory is
/// read faster, and goes on with what is left of the others'. One of .NET's parallel loops leaves some kilobytes to the collector, which
/// over the batches of a million samples are more than the analysis takes; this leaves its own few words.
/// </summary>
/// <param name="count">How many turns.</param>
/// <param name="threads">How many threads may take them.</param>
/// <param name="work">Takes one.</param>
internal sealed class Turns(int count, int threads, Action<int> work) : IThreadPoolWorkItem
{
    // Below a millisecond, of giving way to others: to sleep and be woken takes as long as many a loop.
    private const int Spins = 1000;

    private readonly object gate = new();
    // Of each range, how many have been taken, or tried to be.
    private readonly int[] taken = new int[threads];
    private int joined;
    private int busy;
    private ExceptionDispatchInfo? failure;

    /// <summary>Takes the turns, with the help of other threads as far as they come in time.</summary>
    public void Share()
    {
        for (int k = 1; k < threads; k++) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        Take();
        // Who begins only now finds no turn left, and is not waited for.
        SpinWait spin = default;
        while (Volatile.Read(ref busy) > 0 && spin.Count < Spins) spin.SpinOnce(sleep1Threshold: -1);
        lock (gate)
        {
            while (Volatile.Read(ref busy) > 0) Monitor.Wait(gate);
        }
        ThrowIfFailed();
    }

    /// <summary>Takes turns until none is left; for a thread of one's own choice.</summary>
    public void Take()
    {
        int own = Interlocked.Increment(ref joined) - 1;
        // Whatever called this need not be .NET, which an exception must not reach.
        try
        {
            for (int k = 0; k < threads; k++)
            {
                int range = (own + k) % threads, start = Start(range), length = Start(range + 1) - start;
                for (int turn = Next(range); turn < length; turn = Next(range)) work(start + turn);
            }
        }
        catch (Exception thrown)
        {
            failure = ExceptionDispatchInfo.Capture(thrown);
            for (int range = 0; range < threads; range++) Interlocked.Exchange(ref taken[range], count);
        }
    }

    /// <summary>Throws what a turn threw, when all threads have returned.</summary>
    public void ThrowIfFailed()
    {
        failure?.Throw();
    }

    void IThreadPoolWorkItem.Execute()
    {
        Interlocked.Increment(ref busy);
        Take();
        if (Interlocked.Decrement(ref busy) > 0) return;
        lock (gate) Monitor.PulseAll(gate);
    }

    private int Next(int range)
    {
        return Interlocked.Increment(ref taken[range]) - 1;
    }

    private int Start(int range)
    {
        return (int)((long)count * range / threads);
    }
}
