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

    /// <summary>Refuses a structure that contradicts itself: an edited or damaged file.</summary>
    /// <param name="snapshot">The number of its snapshot.</param>
    /// <param name="path">The file, for the message.</param>
    /// <exception cref="InputException">It does.</exception>
    public void RequireSound(int snapshot, string path)
    {
        if (Snapshot != snapshot) throw new InputException($"{path}: found the structure of snapshot {Snapshot}, expected {snapshot}");
        if (Layers.Any(layer => layer is null)) throw new InputException($"{path}: found null among the layers");
        if (Layers.Select(layer => layer.Name).Distinct(StringComparer.Ordinal).Count() < Layers.Count)
        {
            throw new InputException($"{path}: found two layers of the same name");
        }
        foreach (LayerStructure layer in Layers)
        {
            if (layer.Contradiction(Layers[0].Representatives.Count) is { } problem)
            {
                throw new InputException($"{path}: layer {layer.Name}: {problem}");
            }
        }
    }
}
