using Coterie.Sweeps.Plans;

namespace Coterie.Sweeps.Folder;

/// <summary>How far a sweep is.</summary>
public sealed record SweepStatus
{
    private readonly IReadOnlyList<(int Number, RunState State)> runs;
    private readonly SweepPlan plan;

    private SweepStatus(SweepPlan plan, IReadOnlyList<(int Number, RunState State)> runs)
    {
        this.plan = plan;
        this.runs = runs;
    }

    /// <summary>How many runs are finished.</summary>
    public int Finished => Count(RunStage.Finished);

    /// <summary>How many were begun and are not finished.</summary>
    public int Begun => Count(RunStage.Begun);

    /// <summary>How many are to come.</summary>
    public int ToCome => Count(RunStage.ToCome);

    /// <summary>The runs that were given up, with their line of error.</summary>
    public IReadOnlyList<(PlannedRun Run, RunState State)> Failed =>
        [.. runs.Where(run => run.State.Stage == RunStage.Failed).Select(run => (plan.Run(run.Number), run.State))];

    /// <summary>The runs that are not finished.</summary>
    public IReadOnlyList<PlannedRun> Unfinished =>
        [.. runs.Where(run => run.State.Stage != RunStage.Finished).Select(run => plan.Run(run.Number))];

    /// <summary>The seconds that a run takes, as those that are finished, or else forecasts, say; null where nothing is known.</summary>
    public double? SecondsOfRun =>
        Mean(runs.Where(run => run.State.Stage == RunStage.Finished).Select(run => run.State.Seconds))
        ?? Mean(runs.Select(run => run.State.ForecastSeconds).OfType<double>());

    /// <summary>The most memory that a run was forecast to take, in bytes; null where nothing is known.</summary>
    public long? Memory => runs.Max(run => run.State.Memory);

    /// <summary>The seconds of work that are left if one run follows the other; null where nothing is known.</summary>
    public double? SecondsLeft => SecondsOfRun is not { } each ? null : runs.Sum(run => run.State.Stage switch
    {
        RunStage.Finished => 0,
        RunStage.Begun => Math.Max(0, (run.State.ForecastSeconds ?? each) - run.State.Seconds),
        _ => each,
    });

    /// <summary>Looks at every run.</summary>
    /// <param name="folder">The folder of the sweep.</param>
    /// <exception cref="InputException">The file of a run's state is damaged.</exception>
    public static SweepStatus Of(SweepFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return new SweepStatus(folder.Plan, [.. folder.Plan.Runs.Select(run => (run.Number, folder.StateOf(run)))]);
    }

    private int Count(RunStage stage) => runs.Count(run => run.State.Stage == stage);

    private static double? Mean(IEnumerable<double> values)
    {
        double[] all = [.. values];
        return all.Length == 0 ? null : all.Average();
    }
}
