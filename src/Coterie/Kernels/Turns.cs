using System.Runtime.ExceptionServices;

namespace Coterie.Kernels;

/// <summary>
/// The turns of a loop, taken by whichever thread is free. One of .NET's parallel loops leaves some kilobytes to the collector, which
/// over the batches of a million samples are more than the analysis takes; this leaves its own few words.
/// </summary>
/// <param name="count">How many turns.</param>
/// <param name="work">Takes one.</param>
internal sealed class Turns(int count, Action<int> work) : IThreadPoolWorkItem
{
    // About as long as it takes to wake a thread.
    private const int Spins = 20;

    private readonly object gate = new();
    private int taken;
    private int busy;
    private ExceptionDispatchInfo? failure;

    /// <summary>Takes the turns, with the help of other threads as far as they come in time.</summary>
    /// <param name="helpers">How many others at most.</param>
    public void Share(int helpers)
    {
        for (int k = 0; k < helpers; k++) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        Take();
        // Who begins only now finds no turn left, and is not waited for.
        SpinWait spin = default;
        while (Volatile.Read(ref busy) > 0 && spin.Count < Spins) spin.SpinOnce(sleep1Threshold: -1);
        lock (gate)
        {
            while (Volatile.Read(ref busy) > 0) Monitor.Wait(gate);
        }
        failure?.Throw();
    }

    void IThreadPoolWorkItem.Execute()
    {
        Interlocked.Increment(ref busy);
        Take();
        if (Interlocked.Decrement(ref busy) > 0) return;
        lock (gate) Monitor.PulseAll(gate);
    }

    private void Take()
    {
        try
        {
            for (int turn = Interlocked.Increment(ref taken) - 1; turn < count; turn = Interlocked.Increment(ref taken) - 1) work(turn);
        }
        catch (Exception thrown)
        {
            failure = ExceptionDispatchInfo.Capture(thrown);
            Interlocked.Exchange(ref taken, count);
        }
    }
}
