using System.Diagnostics;
using Coterie.Runs.Results;
using Coterie.Runs.Studies;
using Spectre.Console;

namespace Coterie.Cli.Views;

/// <summary>
/// Shows how a study goes: to a person two bars, for the epoch and for the whole, with the time left; to a file or a pipe
/// one plain line a snapshot.
/// </summary>
/// <param name="terminal">Where to.</param>
internal sealed class StudyProgress(Terminal terminal)
{
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private int epochs;
    private int already;
    private double done;
    private ProgressTask? whole;
    private ProgressTask? epoch;

    /// <summary>Runs the work, which tells its events to the function it is given.</summary>
    public void Run(Action<Action<StudyEvent>> work)
    {
        if (!terminal.IsInteractive)
        {
            work(Show);
            return;
        }
        terminal.Output.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 36 }, new PercentageColumn(), new SpinnerColumn())
            .Start(context =>
            {
                whole = context.AddTask("study", maxValue: 1);
                epoch = context.AddTask("epoch", maxValue: 1);
                work(Show);
            });
    }

    private void Show(StudyEvent happened)
    {
        switch (happened)
        {
            case StudyEvent.Forecast forecast:
                terminal.Line($"about {Figure.Duration(forecast.Time + TimeSpan.FromSeconds(0.5))} and {ByteSize.Text(forecast.Memory)} of memory, to judge by a few batches");
                break;
            case StudyEvent.Started started:
                epochs = started.Epochs;
                already = started.FinishedEpochs;
                watch.Restart();
                foreach (SnapshotResult snapshot in started.Snapshots) terminal.Line(SnapshotLine(snapshot, null));
                Advance(already, "training", 0);
                break;
            case StudyEvent.Training training:
                // The rest of an epoch is its evaluation and analysis.
                Advance(training.Epoch - 1 + 0.9 * training.Fraction, $"epoch {training.Epoch}  accuracy {training.Accuracy:0.0000}", training.Fraction);
                break;
            case StudyEvent.Trained trained:
                Advance(trained.Epoch - 0.1, $"epoch {trained.Epoch}  analysing", 1);
                break;
            case StudyEvent.Finished finished:
                Advance(finished.Epoch, $"epoch {finished.Epoch}", 1);
                break;
            case StudyEvent.Analysed analysed:
                Advance(analysed.Result.Epoch, $"epoch {analysed.Result.Epoch}", 1);
                terminal.Line(SnapshotLine(analysed.Result, Left()));
                break;
        }
    }

    private void Advance(double epochsDone, string description, double fraction)
    {
        done = epochsDone;
        if (whole is null || epoch is null) return;
        whole.Value = done / epochs;
        whole.Description = Left() is { } left ? $"study of {epochs} epochs, {Figure.Duration(left)} left" : $"study of {epochs} epochs";
        epoch.Value = fraction;
        epoch.Description = description;
    }

    private TimeSpan? Left()
    {
        double worked = done - already;
        return worked <= 0 ? null : watch.Elapsed * ((epochs - done) / worked);
    }

    private string SnapshotLine(SnapshotResult snapshot, TimeSpan? left)
    {
        AccuracyResult accuracy = snapshot.Accuracy;
        string modularity = string.Join(' ', snapshot.Layers.Take(4).Select(layer => Figure.Signed(layer.Modularity.WeightedOverlap).Trim()));
        string line = $"epoch {snapshot.Epoch,3}/{epochs}  train {Figure.Accuracy(accuracy.Running)}  test {Figure.Accuracy(accuracy.Test)}"
            + $"  entropy {Figure.Entropy(snapshot.Entropy.All)}  Q {modularity}{(snapshot.Layers.Count > 4 ? " …" : "")}";
        return left is { } time && time > TimeSpan.Zero ? $"{line}  {Figure.Duration(time)} left" : line;
    }
}
