using Coterie.Data;
using Spectre.Console;

namespace Coterie.Cli.Views;

/// <summary>Shows the progress of downloads and of the decoding of images, one bar each.</summary>
/// <param name="context">Where to add bars; null for none.</param>
internal sealed class LoadBars(ProgressContext? context) : IProgress<LoadProgress>
{
    private readonly Dictionary<(LoadStep, string), ProgressTask> bars = [];

    /// <inheritdoc/>
    public void Report(LoadProgress value)
    {
        if (context is null) return;
        if (!bars.TryGetValue((value.Step, value.Name), out ProgressTask? bar))
        {
            string title = value.Step == LoadStep.Decode ? $"decoding {value.Name}" : value.Name;
            bars.Add((value.Step, value.Name), bar = context.AddTask(Tables.Text(title)));
        }
        bar.MaxValue = value.Total ?? Math.Max(1, value.Done);
        bar.Value = value.Done;
    }
}
