using System.Text.Json;
using System.Text.Json.Serialization;

namespace Coterie.Runs;

/// <summary>How the neurons of a layer are arranged in a snapshot: which represent which class, and what communities they form.</summary>
public sealed record LayerStructure
{
    /// <summary>The layer's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its neurons.</summary>
    public required int Neurons { get; init; }

    /// <summary>For each class its representatives, from the highest mean activation to the lowest.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Representatives { get; init; }

    /// <summary>
    /// How classes share representatives (Table 2): classes × classes, see <see cref="Patterns.Representatives.Overlap"/>.
    /// </summary>
    public required IReadOnlyList<IReadOnlyList<int>> Overlap { get; init; }

    /// <summary>The communities that each method found.</summary>
    public IReadOnlyList<CommunityStructure> Communities { get; init; } = [];

    /// <summary>Members that a later version wrote.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }

    /// <summary>The sizes of the communities that a method found, descending; empty if the method was not applied.</summary>
    /// <param name="method">The method's name, such as <c>louvain</c>.</param>
    public IReadOnlyList<int> SizesOf(string method)
    {
        return Communities.FirstOrDefault(found => found.Method == method)?.Sizes ?? [];
    }

    internal static LayerStructure Of(LayerAnalysis layer)
    {
        return new LayerStructure
        {
            Name = layer.Layer.Name,
            Neurons = layer.Layer.Neurons,
            Representatives = [.. Enumerable.Range(0, layer.Means.Classes).Select(i => layer.Pattern.Representatives[i].ToArray())],
            Overlap = layer.Pattern.Representatives.Overlap(),
            Communities =
            [
                .. layer.Communities.Select(
                    found => new CommunityStructure(found.Method.Name, found.Gamma, found.Partition.Sizes.ToArray())),
            ],
        };
    }
}
