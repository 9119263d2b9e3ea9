using Coterie.Graphs;
using Coterie.Quality;

namespace Coterie.Communities;

/// <summary>The communities that a method found in a graph.</summary>
/// <param name="Method">The method.</param>
/// <param name="Gamma">The resolution γ of the search.</param>
/// <param name="Partition">The communities.</param>
/// <param name="Quality">Their quality, by <see cref="ICommunityMethod.Quality"/>; null where the graph has no edges.</param>
public sealed record FoundCommunities(ICommunityMethod Method, double Gamma, Partition Partition, double? Quality)
{
    // Some pattern graphs have almost no communities; a single start then often ends far from the best.
    private const int DefaultStarts = 10;

    /// <summary>Vertices per community (Table 3 of arXiv:2106.04693); null where there are no vertices.</summary>
    public double? AverageSize => Partition.Count == 0 ? null : Partition.VertexCount / (double)Partition.Count;

    /// <summary>Applies a method from several starts and keeps the partition of the highest quality, the first of equals.</summary>
    /// <param name="method">The method.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="gamma">The resolution γ. Gephi's resolution r is γ = 1/r.</param>
    /// <param name="seed">Decides every random choice.</param>
    /// <param name="starts">How many starts, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="starts"/> is less than 1, or <paramref name="gamma"/> negative or not finite.
    /// </exception>
    public static FoundCommunities BestOf(ICommunityMethod method, WeightedGraph graph, double gamma, int seed, int starts = DefaultStarts)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentOutOfRangeException.ThrowIfLessThan(starts, 1);
        IQualityFunction quality = method.Quality(gamma);
        FoundCommunities? best = null;
        foreach (Partition partition in method.Starts(graph, quality, seed).Take(starts))
        {
            double? found = quality.Evaluate(graph, partition);
            if (best is null || found > best.Quality) best = new FoundCommunities(method, gamma, partition, found);
        }
        return best!;
    }
}
