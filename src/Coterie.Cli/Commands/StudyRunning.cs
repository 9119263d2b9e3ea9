using Coterie.Cli.Views;
using Coterie.Data;
using Coterie.Runs.Results;
using Coterie.Runs.Studies;
using Spectre.Console;

namespace Coterie.Cli.Commands;

/// <summary>Runs one study, or what is left of it, and shows how it goes.</summary>
internal static class StudyRunning
{
    /// <summary>The results of a study, from its folder where it is finished there.</summary>
    /// <param name="terminal">Where to show it.</param>
    /// <param name="study">The study.</param>
    /// <param name="directory">The folder with the data set; null to look for it, or to download it.</param>
    /// <param name="folder">The run folder.</param>
    /// <param name="cancellation">Stops cleanly.</param>
    /// <exception cref="InputException">The data or the folder is not usable.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the same study goes on in the same folder.</exception>
    public static RunResults Run(Terminal terminal, Study study, string? directory, string folder, CancellationToken cancellation)
    {
        // The folder is looked at before the data: it may refuse the run, or have it already.
        if (study.Finished(folder) is { } finished) return finished;

        try
        {
            return Bars.Show(terminal, bars =>
            {
                DataSet images = Load(terminal, study.Settings, directory, bars, cancellation);
                return study.Run(images, folder, new StudyProgress(terminal, bars, study, images), cancellation);
            });
        }
        catch (OperationCanceledException)
        {
            terminal.Line($"stopped; the same command goes on from the last finished epoch in {folder}");
            throw;
        }
    }

    /// <summary>Loads the images of a study, and says what was left out.</summary>
    public static DataSet Load(
        Terminal terminal, StudySettings settings, string? directory, ProgressContext? bars, CancellationToken cancellation)
    {
        DataSet images = StudyData.LoadAsync(settings, directory, new LoadBars(bars), cancellation).GetAwaiter().GetResult();
        foreach (string warning in images.Warnings) terminal.Warning(warning);
        return images;
    }
}
