using Coterie.Runs.Folder;
using Coterie.Sweeps.Folder;
using Coterie.Sweeps.Plans;

namespace Coterie.Sweeps.Tests;

/// <summary>A sweep in a temporary folder, whose runs are finished by saying so.</summary>
internal sealed class SampleSweep : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public string this[string name] => folder[name];

    /// <summary>Reads a plan for the folder <c>sweep</c>.</summary>
    public SweepFolder Open(string plan) => new(folder["sweep"], SweepPlan.Read(folder.Write("plan.toml", plan), Plan.Vocabulary));

    /// <summary>Leaves a finished run of nothing.</summary>
    public static void Finish(SweepFolder sweep, int number)
    {
        PlannedRun run = sweep.Plan.Run(number);
        using RunWriter writer = RunWriter.Open(
            sweep.RunPath(run), RunIdentity.Of("nothing", null, new { arguments = run.Arguments }), new RunEnvironment());
        writer.Become(RunStatus.Complete);
        sweep.Keep(run, sweep.StateOf(run).Begin().Finish(seconds: 2));
    }

    public string[] Entries(string name) =>
        [.. Directory.EnumerateFileSystemEntries(this[name]).Select(entry => Path.GetFileName(entry)!).Order(StringComparer.Ordinal)];

    public void Dispose() => folder.Dispose();
}
