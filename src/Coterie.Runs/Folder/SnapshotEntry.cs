namespace Coterie.Runs.Folder;

/// <summary>A finished snapshot in the manifest.</summary>
/// <param name="Snapshot">Its number, from 1.</param>
/// <param name="Epoch">After which epoch it was taken.</param>
/// <param name="Results">The file of its figures, relative to the run folder.</param>
/// <param name="Weights">The file of the network's weights, relative to the run folder; null where there is no network.</param>
public sealed record SnapshotEntry(int Snapshot, int Epoch, string Results, string? Weights);
