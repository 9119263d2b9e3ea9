using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Coterie.Measures;

namespace Coterie.Runs;

/// <summary>
/// Writes a snapshot as the <c>--json</c> document shows it: a family of measures is an object with a member for each variant, a family
/// without variants a number, and the values of the classes a list.
/// </summary>
internal sealed class SnapshotConverter : JsonConverter<Snapshot>
{
    // Families whose variants are members of the layer itself: the sizes of the pattern graph, and numbers beside the matrix "overlap".
    private static readonly string[] WithoutFamily = ["graph", "overlap"];

    /// <inheritdoc/>
    public override Snapshot Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        throw new NotSupportedException("Snapshots are read from a run folder, not from the document.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Snapshot value, JsonSerializerOptions options)
    {
        JsonObject document = new() { ["epoch"] = value.Epoch };
        if (value.Step is { } step) document["step"] = step;
        AddValues(document, value, layer: null);
        document["layers"] = new JsonArray([.. value.Layers.Select(layer => Layer(value, layer, options))]);
        document.WriteTo(writer, options);
    }

    private static JsonObject Layer(Snapshot snapshot, LayerStructure layer, JsonSerializerOptions options)
    {
        JsonObject document = new()
        {
            ["name"] = layer.Name,
            ["neurons"] = layer.Neurons,
            ["top"] = layer.Top,
            ["saturated"] = layer.Saturation.IsSaturated,
            ["representatives"] = JsonSerializer.SerializeToNode(layer.Representatives, options),
            ["intersections"] = JsonSerializer.SerializeToNode(layer.Intersections, options),
            ["overlap"] = JsonSerializer.SerializeToNode(layer.Overlap, options),
        };
        AddValues(document, snapshot, layer.Name);
        foreach (CommunityStructure found in layer.Communities)
        {
            if (document[found.Method] is not JsonObject communities) continue;
            communities["resolution"] = 1 / found.Gamma;
            communities["sizes"] = JsonSerializer.SerializeToNode(found.Sizes, options);
        }
        return document;
    }

    private static void AddValues(JsonObject document, Snapshot snapshot, string? layer)
    {
        foreach ((MeasureKey key, double? value) in snapshot.Values)
        {
            if (key.Layer != layer) continue;
            JsonObject parent = document;
            if (key.Class is { } @class)
            {
                if (document[key.Measure] is not JsonArray classes) document[key.Measure] = classes = [];
                while (classes.Count <= @class) classes.Add(new JsonObject());
                parent = (JsonObject)classes[@class]!;
            }
            else if (key.Variant.Length > 0 && !WithoutFamily.Contains(key.Measure, StringComparer.Ordinal))
            {
                if (document[key.Measure] is not JsonObject family) document[key.Measure] = family = [];
                parent = family;
            }
            parent[key.Variant.Length > 0 ? key.Variant : key.Measure] = value;
        }
    }
}
