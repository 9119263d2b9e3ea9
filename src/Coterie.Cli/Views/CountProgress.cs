using Spectre.Console;

namespace Coterie.Cli.Views;

/// <summary>Shows to a person how many snapshots are analysed, with the time left.</summary>
internal static class CountProgress
{
    public static T Show<T>(Terminal terminal, int count, Func<Action?, T> work)
    {
        if (!terminal.IsInteractive) return work(null);
        return terminal.Output.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                ProgressTask task = context.AddTask($"{count} snapshots", maxValue: count);
                return work(() => task.Increment(1));
            });
    }
}
