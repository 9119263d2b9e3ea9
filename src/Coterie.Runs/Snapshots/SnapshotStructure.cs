using System.Text.Json;
using System.Text.Json.Serialization;

namespace Coterie.Runs;

/// <summary>The content of a run's <c>structure</c> file.</summary>
/// <param name="Snapshot">The snapshot's number.</param>
/// <param name="Layers">Its layers.</param>
internal sealed record SnapshotStructure(int Snapshot, IReadOnlyList<LayerStructure> Layers)
{
    /// <summary>Members that a later version wrote.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }
}
