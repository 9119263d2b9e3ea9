using Coterie.Cli.Views;
using Coterie.Data;
using Coterie.Runs.Studies;
using Spectre.Console;

namespace Coterie.Cli.Commands;

/// <summary>Loads a data set, showing how far downloads and decoding are.</summary>
internal static class DataSetLoading
{
    public static async Task<DataSet> LoadAsync(Terminal terminal, StudySettings settings, string? directory, CancellationToken cancellation)
    {
        DataStore store = new()
        {
            Directory = directory,
            ImageSize = settings.ImageSize,
            Samples = settings.Samples,
            SplitSeed = settings.Seed,
            SkipBadImages = settings.SkipBadImages,
        };
        if (!terminal.IsInteractive) return await store.LoadAsync(settings.DataSet, null, cancellation);

        return await terminal.Output.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                ProgressBars bars = new(context);
                return store.LoadAsync(settings.DataSet, bars, cancellation);
            });
    }

    private sealed class ProgressBars(ProgressContext context) : IProgress<LoadProgress>
    {
        private readonly Dictionary<(LoadStep, string), ProgressTask> bars = [];

        public void Report(LoadProgress value)
        {
            if (!bars.TryGetValue((value.Step, value.Name), out ProgressTask? bar))
            {
                string title = value.Step == LoadStep.Decode ? $"decoding {value.Name}" : value.Name;
                bars.Add((value.Step, value.Name), bar = context.AddTask(Markup.Escape(title)));
            }
            bar.MaxValue = value.Total ?? Math.Max(1, value.Done);
            bar.Value = value.Done;
        }
    }
}
