using Coterie.Activations;
using Coterie.Data;
using Coterie.Runs.Folder;

namespace Coterie.Runs;

/// <summary>
/// Records snapshots of a network while it learns: analyses its activations, takes every measure, and writes them to a run folder. Studies,
/// analyses of dumps and your own training loops all record through this type.
/// </summary>
/// <param name="settings">The choices of the analysis.</param>
/// <param name="run">The run folder, open for writing; null to keep the snapshots in memory only.</param>
/// <param name="images">
/// The samples that are analysed as images, in the order in which sources deliver them; null where they are none. A run keeps those that
/// excite its neurons most.
/// </param>
public sealed class SnapshotRecorder(AnalysisSettings settings, RunWriter? run = null, ImageSet? images = null)
{
    private readonly SnapshotAnalyzer analyzer = new(settings);
    private readonly List<Snapshot> snapshots = [.. run?.Snapshots ?? []];

    /// <summary>The snapshots so far, in order; including those of a run that is continued.</summary>
    public IReadOnlyList<Snapshot> Snapshots => snapshots;

    /// <summary>Records a snapshot.</summary>
    /// <param name="epoch">After how many epochs it is taken, with a fraction within an epoch.</param>
    /// <param name="accuracy">
    /// How accurate the network is. If the accuracy in evaluation mode is not known, the one that the source finds is used, see
    /// <see cref="IActivationSource.Accuracy"/> and <see cref="IActivationSource.ClassAccuracy"/>.
    /// </param>
    /// <param name="source">The activations of its hidden layers.</param>
    /// <param name="weights">Writes the network's weights, in the safetensors format; null to keep none.</param>
    /// <param name="step">
    /// After how many training steps it is taken; null where not known. A first snapshot at step 0 is the untrained network and gets the
    /// number 0, any other first snapshot the number 1.
    /// </param>
    /// <param name="cancellation">Stops between two batches; nothing is recorded then.</param>
    /// <exception cref="InputException">
    /// The run has a snapshot of this epoch or a later one already, the activations cannot be analysed, or a file cannot be written.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Snapshot Record(
        double epoch,
        Accuracies accuracy,
        IActivationSource source,
        Action<Stream>? weights = null,
        long? step = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(accuracy);
        ArgumentNullException.ThrowIfNull(source);
        if (snapshots.Count > 0 && epoch <= snapshots[^1].Epoch)
        {
            throw new InputException(
                $"{run?.Path ?? "snapshots"}: found a snapshot of epoch {snapshots[^1].Epoch} already, expected a later one than {epoch}; "
                + "go on after the last snapshot, or use another folder");
        }
        SnapshotAnalysis analysis = analyzer.Analyze(source, cancellation);
        analysis = analysis with
        {
            Accuracy = accuracy with
            {
                Evaluated = accuracy.Evaluated ?? source.Accuracy,
                EvaluatedByClass = accuracy.EvaluatedByClass ?? source.ClassAccuracy,
            },
        };
        int number = snapshots.Count > 0 ? snapshots[^1].Number + 1 : step == 0 ? 0 : 1;
        Snapshot snapshot = Snapshot.Of(number, epoch, step, analysis);
        run?.Add(snapshot, analysis, settings.Seed, weights, images);
        snapshots.Add(snapshot);
        return snapshot;
    }
}
