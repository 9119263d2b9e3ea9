using Coterie.Data;
using Coterie.Runs;
using Coterie.Training.Studies;
using Spectre.Console;

namespace Coterie.Cli.Views;

/// <summary>
/// Shows the progress of a study: in a terminal two bars, for the epoch and for the whole study, with the time left; in a file or a pipe
/// one plain line for each snapshot.
/// </summary>
internal sealed class StudyProgress : IProgress<StudyEvent>
{
    // More seeds than this get a line each, so that all of them and their answers fit a screen.
    private const int SeedsInFull = 3;

    private readonly Terminal terminal;
    private readonly string? seedAlone;
    private readonly bool isIntroduced;
    private readonly StudyCourse course = new();
    private readonly ProgressTask? whole;
    private readonly ProgressTask? epoch;
    private readonly int epochWidth;
    private int reported;

    /// <summary>Starts by writing what the study is.</summary>
    /// <param name="terminal">Where to write.</param>
    /// <param name="context">Where to add bars; null for none.</param>
    /// <param name="study">The study.</param>
    /// <param name="images">Its images.</param>
    /// <param name="seed">Which of how many seeds it is, from 1.</param>
    public StudyProgress(
        Terminal terminal, ProgressContext? context, Study study, DataSet images, (int Number, int Of) seed)
    {
        this.terminal = terminal;
        StudySettings settings = study.Settings;
        seedAlone = seed.Of > SeedsInFull ? $"seed {settings.Seed}  " : null;
        isIntroduced = seedAlone is null || seed.Number == 1;
        Introduce(
            $"{study.Preset}: {images.Train.Count:N0} + {images.Test.Count:N0} images, "
            + $"{settings.Training.Network} with hidden layers {string.Join(", ", settings.Training.HiddenWidths())}, "
            + $"{settings.Epochs} epochs, "
            + Snapshots(settings, images.Train.Count));
        epochWidth = settings.Snapshots.IsEven ? 3 : 6;
        whole = context?.AddTask("study", maxValue: 1);
        epoch = context?.AddTask("epoch", maxValue: 1);
    }

    /// <inheritdoc/>
    public void Report(StudyEvent value)
    {
        course.Report(value);
        switch (value)
        {
            case StudyEvent.Forecast forecast:
                Introduce(
                    $"about {Numbers.Duration(forecast.Time + TimeSpan.FromSeconds(0.5))} and {ByteSize.Text(forecast.Memory)} of memory, "
                    + "to judge by a few batches");
                break;
            case StudyEvent.Started started:
                foreach (Snapshot snapshot in started.Snapshots) WriteLine(snapshot, null);
                Advance("training", 0);
                break;
            case StudyEvent.Training training:
                Advance($"epoch {training.Epoch}  accuracy {training.Accuracy:0.0000}", training.Fraction);
                break;
            case StudyEvent.Trained trained:
                Advance($"epoch {trained.Epoch}  analysing", 1);
                break;
            case StudyEvent.Finished finished:
                Advance($"epoch {finished.Epoch}", 1);
                break;
            case StudyEvent.Analysed analysed:
                double within = analysed.Snapshot.Epoch % 1;
                Advance($"epoch {Numbers.Epoch(analysed.Snapshot.Epoch)}", within > 0 ? within : 1);
                // The bars tell it already; with it a line would not fit 80 columns.
                WriteLine(analysed.Snapshot, whole is null ? course.Left : null);
                break;
        }
    }

    private static string Snapshots(StudySettings settings, int samples)
    {
        if (settings.Snapshots.IsEven) return $"{settings.Snapshots} snapshots + 1 untrained";
        int stepsPerEpoch = (samples + settings.Training.Batch - 1) / settings.Training.Batch;
        int trained = settings.Snapshots.Steps(settings.Epochs, stepsPerEpoch).Count - 1;
        return $"{trained} snapshots ({settings.Snapshots}) + 1 untrained";
    }

    private void Advance(string description, double fraction)
    {
        if (whole is null || epoch is null) return;
        whole.Value = course.Share;
        whole.Description = course.Left is { } left
            ? $"study of {course.Epochs} epochs, {Numbers.Duration(left)} left"
            : $"study of {course.Epochs} epochs";
        epoch.Value = fraction;
        epoch.Description = description;
    }

    private void Introduce(string line)
    {
        if (isIntroduced) terminal.Line(line);
    }

    // About ten lines, so that a study and its answers fit a screen.
    private void WriteLine(Snapshot snapshot, TimeSpan? left)
    {
        const int lines = 10;
        int index = reported++;
        if (seedAlone is not null)
        {
            if (index == course.Snapshots - 1) terminal.Line(seedAlone + SnapshotLine(snapshot, left));
            return;
        }
        int all = course.Snapshots;
        bool isTurn = index == 0 || index == all - 1 || index * lines / all > (index - 1) * lines / all;
        if (isTurn) terminal.Line(SnapshotLine(snapshot, left));
    }

    private string SnapshotLine(Snapshot snapshot, TimeSpan? left)
    {
        Accuracies accuracy = snapshot.Accuracy;
        string modularity = string.Join(
            ' ',
            snapshot.Layers.Take(4)
                .Select(layer => Numbers.Signed(snapshot.OfLayer(layer.Name, "modularity", "weightedOverlap")).Trim()));
        string line = $"epoch {Numbers.Epoch(snapshot.Epoch).PadLeft(epochWidth)}/{course.Epochs}"
            + $"  train {Numbers.Share(accuracy.Evaluated)}  test {Numbers.Share(accuracy.Test)}"
            + $"  entropy {Numbers.OneDigit(snapshot.OfModel("entropy", "all"))}  Q {modularity}{(snapshot.Layers.Count > 4 ? " …" : "")}";
        return left is { } time && time > TimeSpan.Zero ? $"{line}  {Numbers.Duration(time)} left" : line;
    }
}
