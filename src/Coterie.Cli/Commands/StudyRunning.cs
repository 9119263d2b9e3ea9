using Coterie.Cli.Views;
using Coterie.Data;
using Coterie.Runs.Results;
using Coterie.Training.Studies;
using Spectre.Console;

namespace Coterie.Cli.Commands;

/// <summary>Runs one study, or the rest of it, and shows its progress.</summary>
internal static class StudyRunning
{
    /// <summary>Returns the results of a study and its run folder; reads them from the folder if the study is finished there.</summary>
    /// <param name="terminal">Where to show progress.</param>
    /// <param name="study">The study.</param>
    /// <param name="directory">The folder with the data set; null to look for it, or to download it.</param>
    /// <param name="place">The run folder for some images; for null, the one to look at before they are loaded.</param>
    /// <param name="preferred">The folder that is taken if it is free; null where the user names one.</param>
    /// <param name="seed">Which of how many seeds it is, from 1.</param>
    /// <param name="cancellation">Stops cleanly.</param>
    /// <param name="also">Receives the study's events too.</param>
    /// <exception cref="InputException">The data or the folder is not usable, or the run there was made from other data.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; started again in the same folder, the study continues.</exception>
    public static (RunResults Results, string Folder) Run(
        Terminal terminal,
        Study study,
        string? directory,
        Func<DataSet?, string> place,
        string? preferred,
        (int Number, int Of) seed,
        CancellationToken cancellation,
        IProgress<StudyEvent>? also = null)
    {
        // Looked at before the data is loaded: the folder may be unusable, and finished runs can be read without their data.
        string folder = place(null);
        Study here = study.In(folder);
        if (preferred is not null && folder != preferred)
        {
            terminal.Line($"{preferred} holds another run, or something else, so this run is in {folder}");
        }
        if (here.Look(folder).IsFinished && !StudyData.IsAtHand(study.Settings, directory))
        {
            terminal.Line($"{Shown(folder)}; its data is not at hand, and was not compared");
            return (here.Finished(folder)!, folder);
        }
        try
        {
            return Bars.Show(terminal, bars =>
            {
                DataSet images = Load(study.Settings, directory, bars, cancellation);
                string free = place(images);
                if (free != folder) terminal.Line($"{folder} holds this study made from other data, so this run goes to {free}");
                folder = free;
                here = study.In(folder);
                FoundStudy found = here.Look(folder, images);
                bool isKnown = found.Run?.Manifest.Identity.Data is not null;
                if (found.IsFinished)
                {
                    RunResults finished = here.Finished(folder, images)!;
                    terminal.Line(isKnown ? Shown(folder) : $"{Shown(folder)}; it kept no fingerprint of its data, which was not compared");
                    return (finished, folder);
                }
                Warn(terminal, study.Settings, images);
                if (found.Run is not null && !isKnown)
                {
                    terminal.Warning($"{folder}: this run kept no fingerprint of its data: whether it goes on with the same is not known");
                }
                if (found is { IsShorter: true, Run: { } shorter })
                {
                    terminal.Line(
                        $"{folder} holds this study up to epoch {Study.Of(shorter)!.Settings.Epochs}; it goes on to epoch "
                        + $"{here.Settings.Epochs}, with snapshots {here.Settings.Snapshots}");
                }
                // Before the folder is touched: whoever stops this study may start it again at once.
                cancellation.ThrowIfCancellationRequested();
                StudyProgress shown = new(terminal, bars, here, images, seed);
                return (here.Run(images, folder, also is null ? shown : new BothProgress(shown, also), cancellation), folder);
            });
        }
        catch (OperationCanceledException)
        {
            terminal.Line($"stopped; the same command goes on from the last finished epoch in {folder}");
            throw;
        }
    }

    private static string Shown(string folder) => $"{folder} holds this run, finished: its results are shown, and nothing is trained again";

    /// <summary>Loads the images of a study, and says what was left out.</summary>
    public static DataSet Load(
        Terminal terminal, StudySettings settings, string? directory, ProgressContext? bars, CancellationToken cancellation)
    {
        DataSet images = Load(settings, directory, bars, cancellation);
        Warn(terminal, settings, images);
        return images;
    }

    private static void Warn(Terminal terminal, StudySettings settings, DataSet images)
    {
        foreach (string warning in images.Warnings) terminal.Warning(warning);
        if (settings.Analysis.Doubt(images.Classes) is { } doubt) terminal.Warning(doubt);
    }

    private static DataSet Load(StudySettings settings, string? directory, ProgressContext? bars, CancellationToken cancellation) =>
        StudyData.LoadAsync(settings, directory, new LoadBars(bars), cancellation).GetAwaiter().GetResult();

    private sealed class BothProgress(IProgress<StudyEvent> first, IProgress<StudyEvent> second) : IProgress<StudyEvent>
    {
        public void Report(StudyEvent value)
        {
            first.Report(value);
            second.Report(value);
        }
    }
}
