using Coterie.Graphs;

namespace Coterie.Communities;

/// <summary>The Louvain method, repeated until no vertex and no community wants to move.</summary>
/// <remarks>
/// Blondel, Guillaume, Lambiotte and Lefebvre, J. Stat. Mech. P10008 (2008); the repetition from the flat graph is the
/// iterated Louvain of Traag, Waltman and van Eck, Sci. Rep. 9, 5233 (2019), whose queue speeds the moving up.
/// </remarks>
public static class Louvain
{
    /// <summary>
    /// Searches for the partition of highest modularity: moves vertices, makes the communities vertices of a smaller graph, and
    /// so on up; then starts again from the vertices with the communities found, until that moves nothing.
    /// Cost: O(V + E) for each of some tens of looks at the graph, in practice; memory O(V + E).
    /// </summary>
    /// <remarks>
    /// In the result no move of a single vertex, to another community or out of its own, raises
    /// <see cref="Quality.Modularity.Newman"/>. A community need not be connected; <see cref="Leiden"/> sees to that.
    /// A vertex without edges, or with a self-loop only, is a community of its own; without any edge every vertex is, and a
    /// graph without vertices has no community. Parts of the graph that no edge joins share no community. With γ = 0 the
    /// communities are the connected components.
    /// </remarks>
    /// <param name="graph">The graph.</param>
    /// <param name="gamma">The resolution of Reichardt and Bornholdt, 0 or more. Gephi's resolution r is γ = 1/r.</param>
    /// <param name="seed">Gives the order in which vertices are looked at; the same seed gives the same partition.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gamma"/> is negative or not finite.</exception>
    public static Partition Find(WeightedGraph graph, double gamma, int seed)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Resolution.ThrowIfInvalid(gamma);
        int[] labels = Labels.Singletons(graph.VertexCount);
        if (graph.EdgeCount == 0) return new Partition(labels);
        LocalMoving moving = new(labels.Length, gamma / (2 * graph.TotalWeight), new Random(seed));
        Aggregation aggregation = new(labels.Length);
        while (moving.Improve(graph, labels) > 0) Climb(graph, labels, moving, aggregation);
        return new Partition(labels);
    }

    private static void Climb(WeightedGraph graph, int[] labels, LocalMoving moving, Aggregation aggregation)
    {
        int count = Labels.Compact(labels);
        WeightedGraph level = aggregation.Of(graph, labels, count);
        int[] levelLabels = Labels.Singletons(count);
        while (moving.Improve(level, levelLabels) > 0)
        {
            count = Labels.Compact(levelLabels);
            Labels.Follow(labels, levelLabels);
            level = aggregation.Of(level, levelLabels, count);
            levelLabels = Labels.Singletons(count);
        }
    }
}
