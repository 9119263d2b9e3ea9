using System.Text.Json.Serialization;
using Coterie.Measures;

namespace Coterie.Runs.Tables;

/// <summary>
/// What is read of a row of a <c>metrics</c> table. The other columns repeat the manifest; <c>epoch</c> is a whole number in tables that
/// earlier versions wrote.
/// </summary>
internal sealed record MetricValue
{
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

    /// <summary>The value; null where it does not exist.</summary>
    [JsonPropertyName("value")]
    public double? Value { get; init; }

    /// <summary>Which value of the snapshot it is.</summary>
    public MeasureKey KeyOf() => new(Layer, Class, Measure, Variant);
}
