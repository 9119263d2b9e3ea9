using Coterie.Cli.Views;
using Coterie.Data;
using Coterie.Runs.Results;
using Coterie.Runs.Studies;
using Spectre.Console;

namespace Coterie.Cli.Commands;

/// <summary>Runs one study, or the rest of it, and shows its progress.</summary>
internal static class StudyRunning
{
    /// <summary>Returns the results of a study; reads them from its folder if it is finished there.</summary>
    /// <param name="terminal">Where to show progress.</param>
    /// <param name="study">The study.</param>
    /// <param name="directory">The folder with the data set; null to look for it, or to download it.</param>
    /// <param name="folder">The run folder.</param>
    /// <param name="cancellation">Stops cleanly.</param>
    /// <exception cref="InputException">The data or the folder is not usable.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; started again in the same folder, the study continues.</exception>
    public static RunResults Run(Terminal terminal, Study study, string? directory, string folder, CancellationToken cancellation)
    {
        // The folder is checked before the data is loaded: it may be unusable, or the study may be finished.
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
