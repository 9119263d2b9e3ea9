using Coterie.Runs;

namespace Coterie.Training.Studies;

/// <summary>An event of a running study.</summary>
public abstract record StudyEvent
{
    /// <summary>The memory and time that the study will take, measured on a few batches before it starts.</summary>
    /// <param name="Memory">The highest use of memory, in bytes.</param>
    /// <param name="Time">The time for the rest of the study.</param>
    /// <param name="SnapshotInEpochs">How many epochs of training take as long as a snapshot.</param>
    public sealed record Forecast(long Memory, TimeSpan Time, double SnapshotInEpochs) : StudyEvent;

    /// <summary>Training begins or is continued.</summary>
    /// <param name="FinishedEpochs">The epochs already finished, if the run is continued.</param>
    /// <param name="Epochs">All epochs.</param>
    /// <param name="Snapshots">The snapshots already taken.</param>
    /// <param name="AllSnapshots">How many snapshots there will be.</param>
    public sealed record Started(int FinishedEpochs, int Epochs, IReadOnlyList<Snapshot> Snapshots, int AllSnapshots) : StudyEvent;

    /// <summary>Some batches of an epoch are done.</summary>
    /// <param name="Epoch">The epoch, from 1.</param>
    /// <param name="Fraction">The finished share of it, 0..1.</param>
    /// <param name="Accuracy">Running accuracy so far.</param>
    public sealed record Training(int Epoch, double Fraction, double Accuracy) : StudyEvent;

    /// <summary>An epoch's training is done.</summary>
    /// <param name="Epoch">The epoch, from 1.</param>
    /// <param name="Loss">Mean loss over its batches.</param>
    /// <param name="Accuracy">Running accuracy.</param>
    public sealed record Trained(int Epoch, double Loss, double Accuracy) : StudyEvent;

    /// <summary>An epoch is done and its state saved.</summary>
    /// <param name="Epoch">The epoch, from 1.</param>
    public sealed record Finished(int Epoch) : StudyEvent;

    /// <summary>A snapshot is analysed and saved.</summary>
    /// <param name="Snapshot">The snapshot.</param>
    public sealed record Analysed(Snapshot Snapshot) : StudyEvent;
}
