using Spectre.Console;

namespace Coterie.Cli.Views;

/// <summary>Progress bars, shown only in a terminal.</summary>
internal static class Bars
{
    /// <summary>Runs work that may show bars. Lines that it writes appear above the bars.</summary>
    /// <param name="terminal">Where to show the bars.</param>
    /// <param name="work">The work; it receives the context to which it adds bars, or null if there is no terminal.</param>
    public static T Show<T>(Terminal terminal, Func<ProgressContext?, T> work)
    {
        if (!terminal.IsInteractive) return work(null);
        return terminal.Output.Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn { Width = 36 },
                new PercentageColumn(),
                new RemainingTimeColumn(),
                new SpinnerColumn())
            .Start(work);
    }
}
