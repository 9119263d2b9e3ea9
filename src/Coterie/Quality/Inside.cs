using Coterie.Graphs;

namespace Coterie.Quality;

/// <summary>The weight of the edges inside communities.</summary>
internal static class Inside
{
    /// <summary>Twice that weight: each edge counts from both its ends, a self-loop twice. Cost: O(V + E).</summary>
    /// <exception cref="ArgumentException">The partition has another number of vertices.</exception>
    public static double TwiceWeight(WeightedGraph graph, Partition partition)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(partition);
        if (partition.VertexCount != graph.VertexCount)
        {
            throw new ArgumentException(
                $"The partition is of {partition.VertexCount} vertices, the graph has {graph.VertexCount}.", nameof(partition));
        }
        ReadOnlySpan<int> membership = partition.Membership;
        double twice = 0;
        for (int v = 0; v < membership.Length; v++)
        {
            int community = membership[v];
            ReadOnlySpan<int> neighbours = graph.Neighbours(v);
            ReadOnlySpan<double> weights = graph.Weights(v)[..neighbours.Length];
            for (int k = 0; k < neighbours.Length; k++)
            {
                if (membership[neighbours[k]] == community) twice += neighbours[k] == v ? 2 * weights[k] : weights[k];
            }
        }
        return twice;
    }
}
