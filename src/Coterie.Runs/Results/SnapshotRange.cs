namespace Coterie.Runs.Results;

/// <summary>Over which snapshots correlations are.</summary>
/// <param name="Snapshots">How many snapshots.</param>
/// <param name="FirstEpoch">The epoch of the first.</param>
/// <param name="LastEpoch">The epoch of the last.</param>
/// <param name="FirstStep">The training step of the first; null where not known.</param>
/// <param name="LastStep">The training step of the last; null where not known.</param>
public sealed record SnapshotRange(int Snapshots, double FirstEpoch, double LastEpoch, long? FirstStep, long? LastStep)
{
    /// <summary>The range of some snapshots.</summary>
    /// <param name="snapshots">The snapshots, in order.</param>
    /// <returns>The range; null if there are no snapshots.</returns>
    internal static SnapshotRange? Of(IReadOnlyList<Snapshot> snapshots)
    {
        return snapshots.Count == 0
            ? null
            : new SnapshotRange(snapshots.Count, snapshots[0].Epoch, snapshots[^1].Epoch, snapshots[0].Step, snapshots[^1].Step);
    }
}
