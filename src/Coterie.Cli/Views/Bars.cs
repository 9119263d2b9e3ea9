using Spectre.Console;

namespace Coterie.Cli.Views;

/// <summary>Progress bars, shown to a person only.</summary>
internal static class Bars
{
    /// <summary>Does work that may show bars. Lines are written above them while it lasts.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="work">Given where to add bars; null where nobody watches.</param>
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
