using System.Text.Json.Serialization;

namespace Coterie.Runs.Tables;

/// <summary>A row of <c>edges.parquet</c>: an edge of a pattern graph, once, between two neurons.</summary>
public sealed record EdgeRow
{
    /// <summary>The snapshot, from 1.</summary>
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
}
