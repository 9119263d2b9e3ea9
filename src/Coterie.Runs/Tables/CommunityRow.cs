using System.Text.Json.Serialization;

namespace Coterie.Runs.Tables;

/// <summary>A row of a <c>communities</c> table: the community in which a method puts a neuron of the pattern graph.</summary>
public sealed record CommunityRow
{
    /// <summary>The snapshot; 0 is the untrained network.</summary>
    [JsonPropertyName("snapshot")]
    public int Snapshot { get; init; }

    /// <summary>The layer.</summary>
    [JsonPropertyName("layer")]
    public string Layer { get; init; } = "";

    /// <summary>The neuron, from 0.</summary>
    [JsonPropertyName("neuron")]
    public int Neuron { get; init; }

    /// <summary>The method, such as <c>louvain</c>.</summary>
    [JsonPropertyName("method")]
    public string Method { get; init; } = "";

    /// <summary>The community, numbered from the largest.</summary>
    [JsonPropertyName("community")]
    public int Community { get; init; }

    internal static IEnumerable<CommunityRow> Of(int snapshot, SnapshotAnalysis analysis)
    {
        return from layer in analysis.Layers
               from found in layer.Communities
               from vertex in Enumerable.Range(0, layer.Pattern.Graph.VertexCount)
               select new CommunityRow
               {
                   Snapshot = snapshot,
                   Layer = layer.Layer.Name,
                   Neuron = layer.Pattern.Neurons[vertex],
                   Method = found.Method.Name,
                   Community = found.Partition.Membership[vertex],
               };
    }
}
