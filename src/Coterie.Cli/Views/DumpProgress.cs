using Coterie.Runs.Results;
using Spectre.Console;

namespace Coterie.Cli.Views;

/// <summary>Shows to a person how many dumps are analysed, with the time left.</summary>
internal static class DumpProgress
{
    public static T Show<T>(Terminal terminal, int count, Func<Action<SnapshotResult>?, T> work)
    {
        if (!terminal.IsInteractive) return work(null);
        return terminal.Output.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                ProgressTask task = context.AddTask($"{count} snapshots", maxValue: count);
                return work(_ => task.Increment(1));
            });
    }
}
