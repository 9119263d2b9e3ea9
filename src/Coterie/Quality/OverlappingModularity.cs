using Coterie.Graphs;

namespace Coterie.Quality;

/// <summary>
/// Modularity of communities that share vertices. Both forms are <c>Q = 1/(2m) Σ_c Σ_{v,w∈c} β_cv β_cw [A_vw − k_v k_w / (2m)]</c>, v = w
/// included. They differ in <c>β_cv</c>, the degree to which a vertex belongs to each of its communities; the degrees of a vertex add up to
/// 1.
/// </summary>
/// <remarks>
/// Vertices in no community add nothing, but count in m and in their neighbours' strengths. With disjoint communities that include every
/// vertex, both equal <see cref="Modularity"/> at γ = 1. A self-loop of weight w has <c>A_vv = 2w</c>.
/// </remarks>
public static class OverlappingModularity
{
    /// <summary>
    /// Shen's overlapping modularity: the 0/1 adjacency, and a vertex belongs equally to each of its <c>O_v</c> communities,
    /// <c>β_cv = 1/O_v</c>. Cost: O(V + E) and, for each community, the sum of its vertices' degrees.
    /// </summary>
    /// <remarks>
    /// Eq. 2 of Mostafa and Mondal (arXiv:2106.04693). Shen, Cheng, Cai and Hu, Physica A 388, 1706 (2009).
    /// </remarks>
    /// <param name="graph">The graph; its weights do not matter.</param>
    /// <param name="cover">Communities over the same vertices.</param>
    /// <returns>The modularity, at most 1; null for a graph without edges, which has none.</returns>
    /// <exception cref="ArgumentException">The cover is of another number of vertices.</exception>
    public static double? Shen(WeightedGraph graph, Cover cover)
    {
        RequireSameVertices(graph, cover);
        double[][] belonging = new double[cover.Count][];
        for (int c = 0; c < belonging.Length; c++)
        {
            belonging[c] = new double[cover[c].Length];
            for (int k = 0; k < belonging[c].Length; k++) belonging[c][k] = 1.0 / cover.Memberships[cover[c][k]];
        }
        return Of(graph.Unweighted(), cover, belonging);
    }

    /// <summary>
    /// Chen's weighted overlapping modularity: a vertex belongs to a community by the share of its weight that leads there,
    /// <c>β_cv = α_cv = k_cv / Σ_c k_cv</c>, where <c>k_cv = Σ_{w∈c} A_vw</c> and the sum is over the vertex's own
    /// communities. Cost: O(V) and, for each community, the sum of its vertices' degrees.
    /// </summary>
    /// <remarks>
    /// Eq. 3 of Mostafa and Mondal (arXiv:2106.04693). Chen, Shang, Lv and Fu, Physica A 389, 4177 (2010). A vertex with
    /// no edge into any of its communities leaves α undefined; it belongs equally to each, as in Eq. 2.
    /// </remarks>
    /// <param name="graph">The weighted graph.</param>
    /// <param name="cover">Communities over the same vertices.</param>
    /// <returns>The modularity, at most 1; null for a graph without edges, which has none.</returns>
    /// <exception cref="ArgumentException">The cover is of another number of vertices.</exception>
    public static double? Chen(WeightedGraph graph, Cover cover)
    {
        RequireSameVertices(graph, cover);
        double[][] belonging = new double[cover.Count][];
        double[] sums = new double[graph.VertexCount];
        double[] members = new double[graph.VertexCount];
        for (int c = 0; c < belonging.Length; c++)
        {
            foreach (int v in cover[c]) members[v] = 1;
            belonging[c] = new double[cover[c].Length];
            for (int k = 0; k < belonging[c].Length; k++)
            {
                int v = cover[c][k];
                sums[v] += belonging[c][k] = WeightInto(graph, v, members);
            }
            foreach (int v in cover[c]) members[v] = 0;
        }
        for (int c = 0; c < belonging.Length; c++)
        {
            for (int k = 0; k < belonging[c].Length; k++)
            {
                int v = cover[c][k];
                belonging[c][k] = sums[v] > 0 ? belonging[c][k] / sums[v] : 1.0 / cover.Memberships[v];
            }
        }
        return Of(graph, cover, belonging);
    }

    // The null model factors, Σ_vw β_v β_w k_v k_w = (Σ_v β_v k_v)², which leaves a sum over edges.
    private static double? Of(WeightedGraph graph, Cover cover, double[][] belonging)
    {
        double twiceTotal = 2 * graph.TotalWeight;
        if (twiceTotal == 0) return null;
        double inside = 0;
        double expected = 0;
        double[] dense = new double[graph.VertexCount];
        for (int c = 0; c < cover.Count; c++)
        {
            ReadOnlySpan<int> community = cover[c];
            for (int k = 0; k < community.Length; k++) dense[community[k]] = belonging[c][k];
            double strength = 0;
            foreach (int v in community)
            {
                inside += dense[v] * WeightInto(graph, v, dense);
                strength += dense[v] * graph.Strengths[v];
            }
            expected += strength / twiceTotal * (strength / twiceTotal);
            foreach (int v in community) dense[v] = 0;
        }
        return inside / twiceTotal - expected;
    }

    private static double WeightInto(WeightedGraph graph, int vertex, double[] belonging)
    {
        ReadOnlySpan<int> neighbours = graph.Neighbours(vertex);
        ReadOnlySpan<double> weights = graph.Weights(vertex);
        double sum = 0;
        for (int k = 0; k < neighbours.Length; k++)
        {
            double weight = weights[k] * belonging[neighbours[k]];
            sum += neighbours[k] == vertex ? 2 * weight : weight;
        }
        return sum;
    }

    private static void RequireSameVertices(WeightedGraph graph, Cover cover)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(cover);
        if (cover.VertexCount != graph.VertexCount)
        {
            throw new ArgumentException("The cover and the graph differ in their number of vertices.", nameof(cover));
        }
    }
}
