using Coterie.Graphs;

namespace Coterie;

/// <summary>The communities a method found in a pattern graph.</summary>
/// <param name="Resolution">Gephi's resolution r; γ = 1/r.</param>
/// <param name="Partition">The communities.</param>
/// <param name="Modularity">Weighted modularity at γ = 1/r, which the method sought to raise; null where the graph has no edges.</param>
public sealed record FoundCommunities(double Resolution, Partition Partition, double? Modularity)
{
    // A pattern graph may have next to no communities; one run then easily ends far from the best.
    private const int Runs = 10;

    /// <summary>Vertices per community (Table 3); null where there are no vertices.</summary>
    public double? AverageSize => Partition.Count == 0 ? null : Partition.VertexCount / (double)Partition.Count;

    /// <summary>The best of several runs by modularity, the first of those on a tie.</summary>
    /// <param name="graph">The pattern graph.</param>
    /// <param name="resolution">Gephi's resolution.</param>
    /// <param name="seed">The first run's seed; the others follow it.</param>
    /// <param name="find">The method: graph, γ and seed to communities.</param>
    internal static FoundCommunities BestOf(WeightedGraph graph, double resolution, int seed, Func<WeightedGraph, double, int, Partition> find)
    {
        double gamma = 1 / resolution;
        return Enumerable.Range(0, Runs)
            .Select(run => find(graph, gamma, unchecked(seed + run)))
            .Select(partition => new FoundCommunities(resolution, partition, Quality.Modularity.Newman(graph, partition, gamma)))
            .MaxBy(found => found.Modularity)!;
    }
}
