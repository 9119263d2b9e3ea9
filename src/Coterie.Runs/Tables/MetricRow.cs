using System.Text.Json.Serialization;

namespace Coterie.Runs.Tables;

/// <summary>A row of a <c>metrics</c> table: one value of a snapshot.</summary>
internal sealed record MetricRow
{
    /// <summary>The run's seed.</summary>
    [JsonPropertyName("seed")]
    public int Seed { get; init; }

    /// <summary>The snapshot; 0 is the untrained network.</summary>
    [JsonPropertyName("snapshot")]
    public int Snapshot { get; init; }

    /// <summary>After how many training steps it was taken; null where not known.</summary>
    [JsonPropertyName("step")]
    public long? Step { get; init; }

    /// <summary>After how many epochs it was taken, with a fraction within an epoch.</summary>
    [JsonPropertyName("epoch")]
    public double Epoch { get; init; }

    /// <summary>The layer; null for the whole model.</summary>
    [JsonPropertyName("layer")]
    public string? Layer { get; init; }

    /// <summary>The class; null for all.</summary>
    [JsonPropertyName("class")]
    public int? Class { get; init; }

    /// <summary>The class's name; null for all classes, where names are not known, and in runs of versions that kept none.</summary>
    [JsonPropertyName("class_name")]
    public string? ClassName { get; init; }

    /// <summary>Which measure.</summary>
    [JsonPropertyName("measure")]
    public string Measure { get; init; } = "";

    /// <summary>Which form of it; empty where there is one only.</summary>
    [JsonPropertyName("variant")]
    public string Variant { get; init; } = "";

    /// <summary>The value; null where it does not exist.</summary>
    [JsonPropertyName("value")]
    public double? Value { get; init; }

    internal static IEnumerable<MetricRow> Of(Snapshot snapshot, int seed, IReadOnlyList<string>? classNames = null)
    {
        return snapshot.Values.Select(value => new MetricRow
        {
            Seed = seed,
            Snapshot = snapshot.Number,
            Step = snapshot.Step,
            Epoch = snapshot.Epoch,
            Layer = value.Key.Layer,
            Class = value.Key.Class,
            ClassName = value.Key.Class is { } c && c < classNames?.Count ? classNames[c] : null,
            Measure = value.Key.Measure,
            Variant = value.Key.Variant,
            Value = value.Value,
        });
    }
}
