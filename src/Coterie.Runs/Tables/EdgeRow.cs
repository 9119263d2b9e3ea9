using System.Text.Json.Serialization;

namespace Coterie.Runs.Tables;

/// <summary>A row of an <c>edges</c> table: an edge of a pattern graph between two neurons; each edge has one row.</summary>
public sealed record EdgeRow
{
    /// <summary>The snapshot; 0 is the untrained network.</summary>
    [JsonPropertyName("snapshot")]
    public int Snapshot { get; init; }

    /// <summary>The layer.</summary>
    [JsonPropertyName("layer")]
    public string Layer { get; init; } = "";

    /// <summary>The lower neuron.</summary>
    [JsonPropertyName("source")]
    public int Source { get; init; }

    /// <summary>The higher neuron.</summary>
    [JsonPropertyName("target")]
    public int Target { get; init; }

    /// <summary>The edge's weight (Eq. 6).</summary>
    [JsonPropertyName("weight")]
    public double Weight { get; init; }

    internal static IEnumerable<EdgeRow> Of(int snapshot, SnapshotAnalysis analysis)
    {
        return analysis.Layers.SelectMany(layer =>
        {
            int[] neurons = layer.Pattern.Neurons.ToArray();
            return layer.Pattern.Graph.Edges().Select(edge => new EdgeRow
            {
                Snapshot = snapshot,
                Layer = layer.Layer.Name,
                Source = neurons[edge.Source],
                Target = neurons[edge.Target],
                Weight = edge.Weight,
            });
        });
    }
}
