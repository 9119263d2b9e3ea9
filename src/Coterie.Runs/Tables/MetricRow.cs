using System.Text.Json.Serialization;

namespace Coterie.Runs.Tables;

/// <summary>A row of <c>metrics.parquet</c>.</summary>
public sealed record MetricRow
{
    /// <summary>The study's seed.</summary>
    [JsonPropertyName("seed")]
    public int Seed { get; init; }

    /// <summary>The snapshot, from 1.</summary>
    [JsonPropertyName("snapshot")]
    public int Snapshot { get; init; }

    /// <summary>After which epoch it was taken.</summary>
    [JsonPropertyName("epoch")]
    public int Epoch { get; init; }

    /// <summary>The layer; null for the whole model.</summary>
    [JsonPropertyName("layer")]
    public string? Layer { get; init; }

    /// <summary>The class; null for all.</summary>
    [JsonPropertyName("class")]
    public int? Class { get; init; }

    /// <summary>Which measure.</summary>
    [JsonPropertyName("measure")]
    public string Measure { get; init; } = "";

    /// <summary>Which form of it; empty where there is one only.</summary>
    [JsonPropertyName("variant")]
    public string Variant { get; init; } = "";

    /// <summary>The figure; null where it does not exist.</summary>
    [JsonPropertyName("value")]
    public double? Value { get; init; }
}
