using Coterie.Graphs;

namespace Coterie.Communities;

/// <summary>
/// The Leiden method: Louvain with a refinement that keeps every community connected. In large graphs it also divides communities
/// that it has joined for good and should not have, which the method as published leaves to chance.
/// </summary>
/// <remarks>Traag, Waltman and van Eck, "From Louvain to Leiden", Sci. Rep. 9, 5233 (2019).</remarks>
public static class Leiden
{
    /// <summary>The paper's θ, in units of the graph's mean edge weight, so that scaling all weights changes nothing.</summary>
    private const double Theta = 0.01;

    private const int MaxIterations = 10;

    /// <summary>Smaller graphs settle soon, and may until nothing moves; to search them from several seeds is better than to divide.</summary>
    private const int LargeGraph = 1000;

    /// <summary>
    /// The least rise in modularity for which a large graph is worth another iteration, which costs half as much as the first.
    /// </summary>
    private const double WorthIterating = 1e-4;

    /// <summary>
    /// Searches for the partition of highest modularity: moves vertices, refines the communities into well-connected parts,
    /// makes the parts vertices of a smaller graph, and so on up; then starts again from the vertices with the communities
    /// found, until that moves nothing; ten times at most. In a graph of 1000 vertices or more, communities that fall into parts worth
    /// more when searched alone are divided after the first time, and a rise in modularity of less than 1e-4 is the last.
    /// Cost: O(V + E) for each of some tens of looks at the graph, in practice; memory O(V + E).
    /// </summary>
    /// <remarks>
    /// Every community is connected. A vertex without edges, or with a self-loop only, is a community of its own; without any
    /// edge every vertex is, and a graph without vertices has no community. With γ = 0 the communities are the connected
    /// components.
    /// </remarks>
    /// <param name="graph">The graph.</param>
    /// <param name="gamma">The resolution of Reichardt and Bornholdt, 0 or more. Gephi's resolution r is γ = 1/r.</param>
    /// <param name="seed">Gives the order in which vertices are looked at and merged; the same seed gives the same partition.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gamma"/> is negative or not finite.</exception>
    public static Partition Find(WeightedGraph graph, double gamma, int seed)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Resolution.ThrowIfInvalid(gamma);
        int[] labels = Labels.Singletons(graph.VertexCount);
        if (graph.EdgeCount == 0) return new Partition(labels);

        Random random = new(seed);
        double penalty = gamma / (2 * graph.TotalWeight);
        double temperature = Theta * graph.TotalWeight / graph.EdgeCount;
        LocalMoving moving = new(labels.Length, penalty, random);
        Refinement refinement = new(labels.Length, penalty, temperature, random);
        Aggregation aggregation = new(labels.Length);
        double worth = labels.Length < LargeGraph ? 0 : WorthIterating * graph.TotalWeight;
        for (int iteration = 0; iteration < MaxIterations; iteration++)
        {
            double gain = Iterate(graph, labels, moving, refinement, aggregation);
            // What is divided early is not built upon; the later iterations join little.
            if (iteration == 0 && labels.Length >= LargeGraph) Division.Improve(graph, labels, penalty, Communities);
            else if (gain <= worth) break;
        }
        return new Partition(labels);

        int[] Communities(WeightedGraph within)
        {
            int[] found = Labels.Singletons(within.VertexCount);
            Iterate(within, found, moving, refinement, aggregation);
            return found;
        }
    }

    // Returns what local moving gained. Ends when every community is a single vertex of the last level. Those are connected: they were merged along edges.
    private static double Iterate(
        WeightedGraph graph, int[] labels, LocalMoving moving, Refinement refinement, Aggregation aggregation)
    {
        WeightedGraph level = graph;
        int[] levelLabels = [.. labels];
        int[] levelVertices = Labels.Singletons(labels.Length);
        double gain = 0;
        while (true)
        {
            gain += moving.Improve(level, levelLabels);
            int communityCount = Labels.Compact(levelLabels);
            if (communityCount == level.VertexCount) break;

            int[] parts = refinement.Split(level, levelLabels);
            int partCount = Labels.Compact(parts);
            if (partCount == level.VertexCount)
            {
                // Chance left every vertex alone, and the next level would be this one.
                parts = ConnectedParts.Split(level, levelLabels);
                partCount = Labels.Compact(parts);
            }
            Labels.Follow(levelVertices, parts);
            if (partCount == level.VertexCount) break;

            int[] partLabels = new int[partCount];
            for (int v = 0; v < parts.Length; v++) partLabels[parts[v]] = levelLabels[v];
            level = aggregation.Of(level, parts, partCount);
            levelLabels = partLabels;
        }
        levelVertices.CopyTo(labels, 0);
        return gain;
    }
}
