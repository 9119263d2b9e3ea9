using Coterie.Runs;
using Spectre.Console;

namespace Coterie.Cli.Views;

/// <summary>Shows how many snapshots have been analysed.</summary>
internal sealed class CountProgress : IProgress<Snapshot>
{
    private readonly ProgressTask? bar;

    /// <summary>Starts with none.</summary>
    /// <param name="context">Where to add the bar; null for none.</param>
    /// <param name="snapshots">How many there will be.</param>
    public CountProgress(ProgressContext? context, int snapshots)
    {
        bar = context?.AddTask($"{snapshots} snapshots", maxValue: snapshots);
    }

    /// <inheritdoc/>
    public void Report(Snapshot value)
    {
        bar?.Increment(1);
    }
}
