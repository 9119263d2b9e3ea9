using Coterie.Communities;
using Coterie.Patterns;

namespace Coterie.Runs.Results;

/// <summary>The figures of one layer in one snapshot.</summary>
public sealed record LayerResult
{
    /// <summary>The layer's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its neurons.</summary>
    public required int Neurons { get; init; }

    /// <summary>How many of them are zero on every sample.</summary>
    public required int DeadNeurons { get; init; }

    /// <summary>The vertices of the pattern graph.</summary>
    public required int Vertices { get; init; }

    /// <summary>Its edges.</summary>
    public required int Edges { get; init; }

    /// <summary>The sum of its edge weights.</summary>
    public required double TotalWeight { get; init; }

    /// <summary>For each class its representatives, from the highest mean activation to the lowest.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Representatives { get; init; }

    /// <summary>Table 2: classes × classes.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Overlap { get; init; }

    /// <summary>Table 4's measures.</summary>
    public required ModularityResult Modularity { get; init; }

    /// <summary>Louvain's communities (Table 3).</summary>
    public required CommunityResult Louvain { get; init; }

    /// <summary>The Leiden method's communities.</summary>
    public required CommunityResult Leiden { get; init; }

    /// <summary>The sum of its neurons' entropies.</summary>
    public required EntropyResult Entropy { get; init; }

    /// <summary>For each class, the same over the samples of the class.</summary>
    public required IReadOnlyList<EntropyResult> ClassEntropy { get; init; }

    internal static LayerResult Of(LayerAnalysis layer)
    {
        return new LayerResult
        {
            Name = layer.Layer.Name,
            Neurons = layer.Layer.Neurons,
            DeadNeurons = layer.DeadNeurons,
            Vertices = layer.Pattern.Graph.VertexCount,
            Edges = layer.Pattern.Graph.EdgeCount,
            TotalWeight = layer.Pattern.Graph.TotalWeight,
            Representatives = [.. Enumerable.Range(0, layer.Means.Classes).Select(i => layer.Pattern.Representatives[i].ToArray())],
            Overlap = layer.Pattern.Representatives.Overlap(),
            Modularity = new ModularityResult(
                layer.CommunitiesOf<KernighanLinBisection>().Quality,
                PatternModularity.NoOverlap(layer.Pattern),
                PatternModularity.UnweightedOverlap(layer.Pattern),
                PatternModularity.WeightedOverlap(layer.Pattern)),
            Louvain = CommunityResult.Of(layer.CommunitiesOf<Louvain>()),
            Leiden = CommunityResult.Of(layer.CommunitiesOf<Leiden>()),
            Entropy = EntropyResult.Of(layer.Entropy.Layer),
            ClassEntropy = [.. layer.Entropy.Classes.ToArray().Select(EntropyResult.Of)],
        };
    }
}
