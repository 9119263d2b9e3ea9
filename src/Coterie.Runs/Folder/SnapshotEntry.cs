using System.Text.Json;
using System.Text.Json.Serialization;

namespace Coterie.Runs.Folder;

/// <summary>A finished snapshot in the manifest.</summary>
/// <param name="Snapshot">Its number; 0 is the untrained network.</param>
/// <param name="Epoch">After how many epochs it was taken, with a fraction within an epoch.</param>
/// <param name="Files">Its files, relative to the run folder, each with the checksum of its content.</param>
public sealed record SnapshotEntry(int Snapshot, double Epoch, IReadOnlyDictionary<string, string> Files)
{
    /// <summary>After how many training steps it was taken; null where not known.</summary>
    public long? Step { get; init; }

    /// <summary>Members that a later version wrote.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }
}
