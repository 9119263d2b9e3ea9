using System.Text.Json.Serialization;
using Coterie.Measures;

namespace Coterie.Runs.Tables;

/// <summary>
/// What is read of a row of a <c>metrics</c> table. The other columns repeat the manifest; <c>epoch</c> is a whole number in tables that
/// earlier versions wrote.
/// </summary>
internal sealed record MetricValue
{
    /// <summary>The run's seed.</summary>
    [JsonPropertyName("seed")]
    public int Seed { get; init; }

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

    /// <summary>Refuses rows that cannot be: an edited or damaged file.</summary>
    /// <param name="rows">The rows of a snapshot.</param>
    /// <param name="structure">The snapshot's structure.</param>
    /// <param name="path">The file, for the message.</param>
    /// <exception cref="InputException">A class does not exist, a measure has no name, or a value is not a number.</exception>
    public static void RequireSound(IReadOnlyList<MetricValue> rows, SnapshotStructure structure, string path)
    {
        int classes = structure.Layers.Count == 0 ? 0 : structure.Layers[0].Representatives.Count;
        foreach (MetricValue row in rows)
        {
            if (string.IsNullOrEmpty(row.Measure) || row.Variant is null)
            {
                throw new InputException($"{path}: found a value without a measure");
            }
            if (row.Class is { } @class && (@class < 0 || @class >= classes))
            {
                throw new InputException($"{path}: found {row.Measure} of class {@class}, expected 0 to {classes - 1}");
            }
            if (row.Value is { } value && !double.IsFinite(value))
            {
                throw new InputException($"{path}: found {row.Measure} of {value}, expected a number");
            }
        }
    }
}
