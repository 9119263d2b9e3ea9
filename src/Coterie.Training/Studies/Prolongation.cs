using Coterie.Data;
using Coterie.Runs;
using Coterie.Runs.Folder;

namespace Coterie.Training.Studies;

/// <summary>
/// A run of fewer epochs of a study, which goes on from its last weights and becomes the run of the longer study: the same, byte for byte,
/// as if it had had all epochs from the start.
/// </summary>
internal static class Prolongation
{
    /// <summary>Finds the shorter run in a folder.</summary>
    /// <param name="study">The study asked for.</param>
    /// <param name="folder">The run folder.</param>
    /// <param name="data">The images, which the run must be made from; null to look at the settings alone.</param>
    /// <returns>The run; null if the folder is empty, or holds a run of as many epochs or of another kind.</returns>
    /// <exception cref="InputException">
    /// The folder holds something else, a run that differs in more than epochs and snapshots, or one of more epochs; or its snapshots would
    /// not be those of the study.
    /// </exception>
    public static RunReader? Find(Study study, string folder, DataSet? data)
    {
        if (RunReader.Find(folder) is not { } found || Study.Of(found) is not { } there) return null;
        (StudySettings had, StudySettings asked) = (there.Settings, study.Settings);
        if (had.Epochs == asked.Epochs) return null;
        string path = Path.Combine(folder, RunFiles.Manifest);
        // Another setting is the first thing to say of a run that has it.
        Study shorter = study with { Settings = asked with { Epochs = had.Epochs, Snapshots = had.Snapshots } };
        RunReader.Find(folder, shorter.IdentityWith(data), Study.SummaryOf(data));
        if (had.Epochs > asked.Epochs)
        {
            throw new InputException(
                $"{path}: found a run with epochs {had.Epochs}, expected at most {asked.Epochs}; "
                + $"use --epochs {had.Epochs} or more to go on, or another --out");
        }
        RequireUntrained(found);
        RequireSnapshots(study, found, had);
        return found;
    }

    /// <summary>
    /// Refuses to go on with a run of an earlier version: it has no snapshot of the untrained network, and is not mixed with others.
    /// </summary>
    /// <exception cref="InputException">The run has none.</exception>
    public static void RequireUntrained(RunReader run)
    {
        bool isMissing = run.Manifest.Snapshots is [var first, ..]
            ? first.Step != 0
            : File.Exists(Path.Combine(run.Path, RunFiles.Checkpoint));
        if (!isMissing) return;
        throw new InputException(
            $"{Path.Combine(run.Path, RunFiles.Manifest)}: found a run that an earlier version began, without a snapshot of the untrained "
            + "network, which does not go on; use another --out");
    }

    private static void RequireSnapshots(Study study, RunReader found, StudySettings had)
    {
        StudySettings asked = study.Settings;
        if (found.Manifest.Data is not { } data) return;
        int stepsPerEpoch = Trainer.StepsIn(data.Train, had.Training.Batch);
        IReadOnlyList<long> taken = had.Snapshots.Steps(had.Epochs, stepsPerEpoch);
        long last = (long)had.Epochs * stepsPerEpoch;
        if (asked.Snapshots.Steps(asked.Epochs, stepsPerEpoch).TakeWhile(step => step <= last).SequenceEqual(taken)) return;
        SnapshotSchedule kept = had.Snapshots.Over(had.Epochs, asked.Epochs)
            ?? SnapshotSchedule.At([.. taken, (long)asked.Epochs * stepsPerEpoch]);
        throw new InputException(
            $"{Path.Combine(found.Path, RunFiles.Manifest)}: found {had.Epochs} epochs with snapshots {had.Snapshots}, which are not among "
            + $"{asked.Snapshots} over {asked.Epochs} epochs; use --snapshots {kept} to go on, or another --out");
    }
}
