using System.Text.Json;
using System.Text.Json.Serialization;
using Coterie.Graphs;
using Coterie.Patterns;

namespace Coterie.Runs;

/// <summary>How the neurons of a layer are arranged in a snapshot: which represent which class, and what communities they form.</summary>
public sealed record LayerStructure
{
    /// <summary>The layer's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its neurons.</summary>
    public required int Neurons { get; init; }

    /// <summary>At most how many of them represent a class: S. Null in runs of earlier versions, which had one S for all layers.</summary>
    public int? Top { get; init; }

    /// <summary>For each class its representatives, from the highest mean activation to the lowest.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Representatives { get; init; }

    /// <summary>
    /// How classes share representatives, as Table 2 has it: classes × classes, see <see cref="Patterns.Representatives.Intersections"/>.
    /// Always those of <see cref="Representatives"/>, whether a run names them or not.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<int>> Intersections => Patterns.Representatives.FromLists(Representatives).Intersections();

    /// <summary>
    /// How many neurons represent two classes and no other: classes × classes, see <see cref="Patterns.Representatives.ExclusiveOverlap"/>.
    /// </summary>
    public required IReadOnlyList<IReadOnlyList<int>> Overlap { get; init; }

    /// <summary>The communities that each method found.</summary>
    public IReadOnlyList<CommunityStructure> Communities { get; init; } = [];

    /// <summary>The neurons that are zero on every sample, ascending; null where a run does not tell.</summary>
    public IReadOnlyList<int>? Dead { get; init; }

    /// <summary>Whether the classes share so many representatives that the pattern graph can hardly tell them apart.</summary>
    [JsonIgnore]
    public Saturation Saturation => Saturation.Of(
        Patterns.Representatives.FromLists(Representatives), Neurons, Top ?? Representatives.Max(list => list.Count));

    /// <summary>Members that a later version wrote.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }

    /// <summary>The sizes of the communities that a method found, descending; empty if the method was not applied.</summary>
    /// <param name="method">The method's name, such as <c>louvain</c>.</param>
    public IReadOnlyList<int> SizesOf(string method)
    {
        return Communities.FirstOrDefault(found => found.Method == method)?.Sizes ?? [];
    }

    /// <summary>What an edited or damaged file says that cannot be; null if all can.</summary>
    /// <param name="classes">How many classes there are.</param>
    internal string? Contradiction(int classes)
    {
        if (Neurons < 0) return $"found {Neurons} neurons";
        if (Representatives.Count != classes) return $"found representatives of {Representatives.Count} classes, expected {classes}";
        foreach (IReadOnlyList<int> represented in Representatives)
        {
            if (represented is null || represented.Any(neuron => neuron < 0 || neuron >= Neurons))
            {
                return $"found representatives that are not among its {Neurons} neurons";
            }
            if (represented.Distinct().Count() < represented.Count) return "found a neuron that represents a class twice";
        }
        if (Overlap.Count != classes || Overlap.Any(row => row is null || row.Count != classes || row.Any(shared => shared < 0)))
        {
            return $"found an overlap matrix that is not {classes}×{classes} counts";
        }
        bool isSound = Communities.All(
            found => found is not null && found.Gamma > 0 && double.IsFinite(1 / found.Gamma) && found.Sizes.All(size => size >= 0));
        return isSound ? null : "found communities without a resolution above 0, or of a negative size";
    }

    internal static LayerStructure Of(LayerAnalysis layer)
    {
        return new LayerStructure
        {
            Name = layer.Layer.Name,
            Neurons = layer.Layer.Neurons,
            Top = layer.Top,
            Representatives = [.. Enumerable.Range(0, layer.Means.Classes).Select(i => layer.Pattern.Representatives[i].ToArray())],
            Overlap = layer.Pattern.Representatives.ExclusiveOverlap(),
            Communities =
            [
                .. layer.Communities.Select(
                    found => new CommunityStructure(found.Method.Name, found.Gamma, found.Partition.Sizes.ToArray())
                    {
                        Neurons = Members(found.Partition, layer.Pattern.Neurons),
                    }),
            ],
            Dead = [.. Enumerable.Range(0, layer.Layer.Neurons).Where(q => IsDead(layer, q))],
        };
    }

    private static IReadOnlyList<int>[] Members(Partition partition, ReadOnlySpan<int> neurons)
    {
        List<int>[] members = [.. Enumerable.Range(0, partition.Count).Select(_ => new List<int>())];
        for (int v = 0; v < neurons.Length; v++) members[partition.Membership[v]].Add(neurons[v]);
        return members;
    }

    // Activations whose sum is zero in every class, though they are not, have shares.
    private static bool IsDead(LayerAnalysis layer, int neuron)
    {
        for (int i = 0; i < layer.Means.Classes; i++)
        {
            if (layer.Means[i, neuron] != 0) return false;
        }
        return layer.Entropy.Neurons[neuron].Share == 0;
    }
}
