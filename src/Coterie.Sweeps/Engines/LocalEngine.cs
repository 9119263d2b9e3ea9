using System.Diagnostics;
using Coterie.Runs;
using Coterie.Sweeps.Folder;
using Coterie.Sweeps.Plans;
using Coterie.Sweeps.Results;

namespace Coterie.Sweeps.Engines;

/// <summary>
/// Does the runs here, in worker processes: as many at once as there are cores, and as fit in the memory that is free, to judge by what the
/// first run is forecast to take.
/// </summary>
/// <param name="worker">The program that does runs, with its first arguments.</param>
/// <param name="progress">Receives events, one at a time.</param>
public sealed class LocalEngine(IReadOnlyList<string> worker, IProgress<SweepEvent> progress) : IEngine
{
    // The rest is for what a forecast does not see.
    private const double ShareOfFreeMemory = 0.9;

    private readonly Stack<WorkerProcess> idle = [];
    private readonly HashSet<WorkerProcess> all = [];
    private readonly Lock sync = new();
    private TaskCompletionSource forecast = NewSignal();
    private long memory;
    private bool isStopped;

    /// <inheritdoc/>
    public async Task RunAsync(SweepWork work, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        int atOnce = AtOnce(work.Runs.Count, work.AtOnce, work.Folder.Plan.Threads);
        long free = Budget();
        memory = work.Memory ?? 0;
        progress.Report(new SweepEvent.Began(work.Runs.Count, atOnce, work.Folder.Plan.Threads));
        using CancellationTokenRegistration stop = cancellation.Register(StopAll);
        Queue<(PlannedRun Run, int Attempt)> left = new(work.Runs.Select(run => (run, 1)));
        List<Task<(PlannedRun Run, int Attempt, RunEnd End)>> running = [];
        int limit = atOnce;
        try
        {
            while (left.Count + running.Count > 0)
            {
                while (!cancellation.IsCancellationRequested && left.Count > 0 && running.Count < Fit())
                {
                    (PlannedRun run, int attempt) = left.Dequeue();
                    running.Add(AttemptAsync(work.Folder, run, attempt, cancellation));
                }
                if (running.Count == 0) break;
                // A forecast may let more runs begin.
                await Task.WhenAny([.. running, forecast.Task]);
                if (forecast.Task.IsCompleted) forecast = NewSignal();
                foreach (Task<(PlannedRun Run, int Attempt, RunEnd End)> done in running.Where(task => task.IsCompleted).ToArray())
                {
                    running.Remove(done);
                    (PlannedRun run, int attempt, RunEnd end) = await done;
                    if (end.Error is not null && attempt <= work.Folder.Plan.Retries) left.Enqueue((run, attempt + 1));
                }
            }
        }
        finally
        {
            StopAll();
            await Task.WhenAll(running.Select(task => task.ContinueWith(_ => { }, TaskScheduler.Default)));
            foreach (WorkerProcess process in all) process.Dispose();
        }
        cancellation.ThrowIfCancellationRequested();

        int Fit()
        {
            long need = Interlocked.Read(ref memory);
            // Until the first run says what it takes, it runs alone.
            if (need == 0) return 1;
            int fit = (int)Math.Clamp(free / need, 1, atOnce);
            if (fit < limit) progress.Report(new SweepEvent.Limited(fit, need));
            limit = Math.Min(limit, fit);
            return fit;
        }
    }

    /// <summary>How many runs are done at once, as far as the cores of this machine decide it.</summary>
    /// <param name="runs">How many runs there are.</param>
    /// <param name="atOnce">The most at once; null for as many as there are cores for.</param>
    /// <param name="threads">The threads of a run.</param>
    public static int AtOnce(int runs, int? atOnce, int threads) =>
        Math.Max(1, Math.Min(runs, atOnce ?? Environment.ProcessorCount / Math.Max(1, threads)));

    /// <summary>How many runs fit in the memory that is free now.</summary>
    /// <param name="memory">What one takes, in bytes.</param>
    public static int Fitting(long memory) => (int)Math.Clamp(Budget() / Math.Max(1, memory), 1, int.MaxValue);

    private static long Budget() => (long)(FreeMemory.Bytes() * ShareOfFreeMemory);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<(PlannedRun Run, int Attempt, RunEnd End)> AttemptAsync(
        SweepFolder folder, PlannedRun run, int attempt, CancellationToken cancellation)
    {
        Report(new SweepEvent.RunBegan(run));
        await folder.WaitForAsync(run, cancellation);
        RunState state = folder.StateOf(run).Begin();
        folder.Keep(run, state);
        Stopwatch watch = Stopwatch.StartNew();
        WorkerProcess process = Take();
        (RunEnd end, bool isAlive) = await process.RunAsync(
            new WorkerRequest(folder.Plan.ArgumentsOf(run), folder.RunPath(run)), folder.LogPath(run), Said);
        Give(process, isAlive);
        // A worker that was stopped before it read what to do just ends.
        if (!isAlive && cancellation.IsCancellationRequested) end = RunEnd.Stopped;
        double seconds = watch.Elapsed.TotalSeconds;
        folder.Keep(run, end.IsStopped ? state.Stop(seconds) : end.Error is { } error ? state.Fail(error, seconds) : state.Finish(seconds));
        // Now, by the cores that are free anyway, and not when somebody waits for the results.
        if (end == RunEnd.Finished) RunValues.Of(folder, run);
        Report(end.IsStopped ? new SweepEvent.RunStopped(run)
            : end.Error is not null ? new SweepEvent.RunFailed(run, end.Error, attempt <= folder.Plan.Retries)
            : new SweepEvent.RunFinished(run, seconds));
        return (run, attempt, end);

        void Said(WorkerMessage message)
        {
            if (message.Forecast is { } expected)
            {
                state = state.Expect(expected.Memory, expected.Seconds);
                folder.Keep(run, state);
                lock (sync) memory = Math.Max(memory, expected.Memory);
                forecast.TrySetResult();
            }
            if (message.Share is { } share) Report(new SweepEvent.RunAdvanced(run, share));
        }
    }

    private void Report(SweepEvent happened)
    {
        lock (sync) progress.Report(happened);
    }

    private WorkerProcess Take()
    {
        lock (sync)
        {
            if (idle.TryPop(out WorkerProcess? process)) return process;
            process = WorkerProcess.Start(worker);
            all.Add(process);
            if (isStopped) process.Stop();
            return process;
        }
    }

    private void Give(WorkerProcess process, bool isAlive)
    {
        lock (sync)
        {
            if (isAlive) idle.Push(process);
        }
    }

    private void StopAll()
    {
        lock (sync)
        {
            isStopped = true;
            foreach (WorkerProcess process in all) process.Stop();
        }
    }
}
