using Coterie.Cli.Views;
using Coterie.Data;
using Coterie.Runs.Results;
using Coterie.Runs.Studies;

namespace Coterie.Cli.Commands;

/// <summary>Runs one study, or what is left of it, and shows how it goes.</summary>
internal static class StudyRunning
{
    /// <summary>The results of a study, from its folder where it is finished there.</summary>
    /// <param name="terminal">Where to show it.</param>
    /// <param name="study">The study.</param>
    /// <param name="data">Its images, which are loaded only where they are needed.</param>
    /// <param name="folder">The run folder.</param>
    /// <param name="cancellation">Stops cleanly.</param>
    /// <exception cref="InputException">The data or the folder is not usable.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the same study goes on in the same folder.</exception>
    public static RunResults<StudySettings> Run(Terminal terminal, Study study, Lazy<DataSet> data, string folder, CancellationToken cancellation)
    {
        // The folder is looked at before the data: it may refuse the run, or have it already.
        if (study.Finished(folder) is { } finished) return finished;

        DataSet images = data.Value;
        StudySettings settings = study.Settings;
        terminal.Line(
            $"{study.Preset}: {images.Train.Count:N0} + {images.Test.Count:N0} images, hidden layers {string.Join(", ", settings.Hidden)}, "
            + $"{settings.Epochs} epochs, {settings.Snapshots} snapshots");
        RunResults<StudySettings>? results = null;
        try
        {
            new StudyProgress(terminal).Run(tell => results = study.Run(images, folder, tell, cancellation));
        }
        catch (OperationCanceledException)
        {
            terminal.Line($"stopped; the same command goes on from the last finished epoch in {folder}");
            throw;
        }
        return results!;
    }

    /// <summary>The images of a study, once they are asked for.</summary>
    public static Lazy<DataSet> Images(Terminal terminal, StudySettings settings, string? directory, CancellationToken cancellation)
    {
        return new Lazy<DataSet>(() => Load(terminal, settings, directory, cancellation));
    }

    private static DataSet Load(Terminal terminal, StudySettings settings, string? directory, CancellationToken cancellation)
    {
        DataSet images = DataSetLoading.LoadAsync(terminal, settings, directory, cancellation).GetAwaiter().GetResult();
        foreach (string warning in images.Warnings) terminal.Warning(warning);
        cancellation.ThrowIfCancellationRequested();
        return Study.Prepare(images, settings);
    }
}
