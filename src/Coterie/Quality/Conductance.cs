using Coterie.Graphs;

namespace Coterie.Quality;

/// <summary>
/// Conductance: the share of a set's weight that leaves it. For a set C it is <c>cut(C) / min(vol(C), vol(V∖C))</c>, where the cut is the
/// weight between C and the rest of the graph and the volume of a set is the sum of its vertices' strengths. A well-separated community is
/// near 0.
/// </summary>
/// <remarks>
/// Kannan, Vempala and Vetta, "On clusterings: good, bad and spectral", J. ACM 51, 497 (2004); as a measure of communities, Leskovec, Lang,
/// Dasgupta and Mahoney, Internet Mathematics 6, 29 (2009).
/// </remarks>
internal static class Conductance
{
    /// <summary>The mean over the communities of a cover. Cost: for each community O(V) and the degrees of its vertices.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="cover">Communities over the same vertices.</param>
    /// <returns>
    /// The mean, 0..1, over the communities that have one: a set of volume 0, or with the whole graph's volume, is left out. Null where
    /// there is no such community.
    /// </returns>
    public static double? MeanOf(WeightedGraph graph, Cover cover)
    {
        double sum = 0;
        int count = 0;
        bool[] inside = new bool[graph.VertexCount];
        for (int c = 0; c < cover.Count; c++)
        {
            foreach (int v in cover[c]) inside[v] = true;
            if (Of(graph, cover[c], inside) is { } conductance)
            {
                sum += conductance;
                count++;
            }
            foreach (int v in cover[c]) inside[v] = false;
        }
        return count == 0 ? null : sum / count;
    }

    private static double? Of(WeightedGraph graph, ReadOnlySpan<int> community, bool[] inside)
    {
        double cut = 0;
        foreach (int v in community)
        {
            ReadOnlySpan<int> neighbours = graph.Neighbours(v);
            ReadOnlySpan<double> weights = graph.Weights(v);
            for (int k = 0; k < neighbours.Length; k++)
            {
                if (!inside[neighbours[k]]) cut += weights[k];
            }
        }
        // Both volumes are added up, as a difference of nearly equal numbers would not be exactly 0.
        double volume = 0, rest = 0;
        for (int v = 0; v < inside.Length; v++)
        {
            if (inside[v]) volume += graph.Strengths[v];
            else rest += graph.Strengths[v];
        }
        double smaller = Math.Min(volume, rest);
        return smaller > 0 ? cut / smaller : null;
    }
}
