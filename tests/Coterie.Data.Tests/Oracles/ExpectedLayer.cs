using System.Text.Json;

namespace Coterie.Data.Tests.Oracles;

/// <summary>The values that <c>activations.py</c> computed for one layer, as in its JSON.</summary>
internal sealed record ExpectedLayer(
    int[][] Representatives,
    int[][] Intersections,
    int[][] Overlap,
    int[] Vertices,
    int Edges,
    double TotalWeight,
    int[] Degrees,
    double[] Strengths,
    double[] PlacedStrengths,
    double[][] EveryNinetySeventhEdge,
    ExpectedModularity Modularity,
    ExpectedCommunities Communities,
    double[] Entropy,
    double[][] NeuronEntropies,
    double[][] ClassEntropies)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static Dictionary<string, ExpectedLayer> Of(string dump)
    {
        using FileStream json = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Oracles", "activations.json"));
        return JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, ExpectedLayer>>>(json, Options)![dump];
    }
}
