using Coterie.Cli.Views;
using Coterie.Data;
using Coterie.Runs.Studies;
using Spectre.Console;

namespace Coterie.Cli.Commands;

/// <summary>Loads a data set, showing a download while there is one.</summary>
internal static class DataSetLoading
{
    public static async Task<DataSet> LoadAsync(Terminal terminal, StudySettings settings, string? directory, CancellationToken cancellation)
    {
        DataStore store = new()
        {
            Directory = directory,
            ImageSize = settings.ImageSize,
            SplitSeed = settings.Seed,
            SkipBadImages = settings.SkipBadImages,
        };
        if (!terminal.IsInteractive) return await store.LoadAsync(settings.DataSet, null, cancellation);

        return await terminal.Output.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new DownloadedColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                DownloadBars bars = new(context);
                return store.LoadAsync(settings.DataSet, bars, cancellation);
            });
    }

    private sealed class DownloadBars(ProgressContext context) : IProgress<DownloadProgress>
    {
        private readonly Dictionary<string, ProgressTask> files = new(StringComparer.Ordinal);

        public void Report(DownloadProgress value)
        {
            if (!files.TryGetValue(value.File, out ProgressTask? bar)) files.Add(value.File, bar = context.AddTask(value.File));
            bar.MaxValue = value.Total ?? Math.Max(1, value.Received);
            bar.Value = value.Received;
        }
    }
}
