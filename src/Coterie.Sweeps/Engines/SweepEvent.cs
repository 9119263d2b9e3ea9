using Coterie.Sweeps.Plans;

namespace Coterie.Sweeps.Engines;

/// <summary>An event of a sweep that runs here.</summary>
public abstract record SweepEvent
{
    /// <summary>The sweep begins, or goes on.</summary>
    /// <param name="Runs">How many runs are to do.</param>
    /// <param name="AtOnce">The most that are done at once.</param>
    /// <param name="Threads">How many threads each works with.</param>
    public sealed record Began(int Runs, int AtOnce, int Threads) : SweepEvent;

    /// <summary>Not so many runs fit in memory at once.</summary>
    /// <param name="AtOnce">How many do.</param>
    /// <param name="Memory">What the largest of those known takes, in bytes.</param>
    public sealed record Limited(int AtOnce, long Memory) : SweepEvent;

    /// <summary>A run begins, or goes on.</summary>
    /// <param name="Run">The run.</param>
    public sealed record RunBegan(PlannedRun Run) : SweepEvent;

    /// <summary>A part of a run is done.</summary>
    /// <param name="Run">The run.</param>
    /// <param name="Share">The share that is done, 0..1.</param>
    public sealed record RunAdvanced(PlannedRun Run, double Share) : SweepEvent;

    /// <summary>A run is finished.</summary>
    /// <param name="Run">The run.</param>
    /// <param name="Seconds">What this attempt took.</param>
    public sealed record RunFinished(PlannedRun Run, double Seconds) : SweepEvent;

    /// <summary>A run was stopped before its end.</summary>
    /// <param name="Run">The run.</param>
    public sealed record RunStopped(PlannedRun Run) : SweepEvent;

    /// <summary>An attempt at a run failed.</summary>
    /// <param name="Run">The run.</param>
    /// <param name="Error">The line of error.</param>
    /// <param name="IsTriedAgain">Whether it is tried again.</param>
    public sealed record RunFailed(PlannedRun Run, string Error, bool IsTriedAgain) : SweepEvent;
}
