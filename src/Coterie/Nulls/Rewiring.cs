using Coterie.Graphs;
using Coterie.Numerics;

namespace Coterie.Nulls;

/// <summary>
/// Degree-preserving rewiring: two edges a–b and c–d become a–d and c–b, again and again, except where that would make a self-loop or join
/// two vertices twice. Every vertex keeps its number of edges; a weight stays with its edge.
/// </summary>
/// <remarks>Maslov and Sneppen, Science 296, 910 (2002).</remarks>
internal static class Rewiring
{
    /// <summary>How often each edge is tried on average; igraph and networkx use ten as well.</summary>
    private const int TriesPerEdge = 10;

    /// <summary>Rewires a graph. Cost: O(V + E).</summary>
    /// <param name="graph">
    /// A graph without self-loops; one in which no exchange is possible, such as a complete one, stays as it is.
    /// </param>
    /// <param name="random">Decides which edges are exchanged.</param>
    public static WeightedGraph Of(WeightedGraph graph, SplitMix64 random)
    {
        Edge[] edges = [.. graph.Edges()];
        VertexPairs joined = new(graph.VertexCount);
        foreach (Edge edge in edges) joined.Add(edge.Source, edge.Target);
        for (long left = TriesPerEdge * (long)edges.Length; left > 0; left--)
        {
            ref Edge first = ref edges[random.Below(edges.Length)];
            ref Edge second = ref edges[random.Below(edges.Length)];
            (int a, int b) = (first.Source, first.Target);
            (int c, int d) = random.Chance(0.5f) ? (second.Source, second.Target) : (second.Target, second.Source);
            // An edge and itself, or two edges with a common end, are among the pairs that are refused.
            if (a == d || b == c || joined.Contains(a, d) || joined.Contains(c, b)) continue;
            joined.Remove(a, b);
            joined.Remove(c, d);
            joined.Add(a, d);
            joined.Add(c, b);
            first = first with { Target = d };
            second = new Edge(c, b, second.Weight);
        }
        return WeightedGraph.FromEdges(graph.VertexCount, edges);
    }
}
