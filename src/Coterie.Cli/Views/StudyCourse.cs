using System.Diagnostics;
using Coterie.Training.Studies;

namespace Coterie.Cli.Views;

/// <summary>How much of a study is done, and how long the rest takes, to judge by its events.</summary>
internal sealed class StudyCourse : IProgress<StudyEvent>
{
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private int snapshotsDone;
    private double snapshotInEpochs;
    private double already;
    private double done;

    /// <summary>All epochs; 0 until the study has started.</summary>
    public int Epochs { get; private set; }

    /// <summary>All snapshots.</summary>
    public int Snapshots { get; private set; }

    /// <summary>The share that is done, 0..1.</summary>
    public double Share => Epochs == 0 ? 0 : done / Work(Epochs, Snapshots);

    /// <summary>The time that is left; null until something is done.</summary>
    public TimeSpan? Left
    {
        get
        {
            double worked = done - already;
            return worked <= 0 ? null : watch.Elapsed * ((Work(Epochs, Snapshots) - done) / worked);
        }
    }

    /// <inheritdoc/>
    public void Report(StudyEvent value)
    {
        switch (value)
        {
            case StudyEvent.Forecast forecast:
                snapshotInEpochs = forecast.SnapshotInEpochs;
                break;
            case StudyEvent.Started started:
                Epochs = started.Epochs;
                Snapshots = started.AllSnapshots;
                snapshotsDone = started.Snapshots.Count;
                done = already = Work(started.FinishedEpochs, snapshotsDone);
                watch.Restart();
                break;
            case StudyEvent.Training training:
                done = Work(training.Epoch - 1 + training.Fraction, snapshotsDone);
                break;
            case StudyEvent.Trained trained:
                done = Work(trained.Epoch, snapshotsDone);
                break;
            case StudyEvent.Finished finished:
                done = Work(finished.Epoch, snapshotsDone);
                break;
            case StudyEvent.Analysed analysed:
                done = Work(analysed.Snapshot.Epoch, ++snapshotsDone);
                break;
        }
    }

    // What takes as long as an epoch of training is one.
    private double Work(double trained, int analysed) => trained + snapshotInEpochs * analysed;
}
