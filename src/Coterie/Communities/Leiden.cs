using Coterie.Graphs;
using Coterie.Quality;

namespace Coterie.Communities;

/// <summary>
/// The Leiden method: Louvain with a refinement that keeps every community connected. In large graphs it also divides communities that it
/// joined early and should not have, which the published method does only by chance.
/// </summary>
/// <remarks>
/// <para>Traag, Waltman and van Eck, "From Louvain to Leiden", Sci. Rep. 9, 5233 (2019).</para>
/// <para>
/// Every community is connected. A vertex without edges, or with a self-loop only, is a community of its own; without any edge every vertex
/// is, and a graph without vertices has no community. With γ = 0 the communities are the connected components.
/// </para>
/// </remarks>
public sealed class Leiden : ICommunityMethod
{
    // The paper's θ, in units of the graph's mean edge weight, so that scaling all weights changes nothing.
    private const double Theta = 0.01;

    private const int MaxIterations = 10;

    // Smaller graphs converge soon and can iterate until nothing moves; for them, several seeds give more than dividing.
    private const int LargeGraph = 1000;

    // A smaller rise, as a share of the total weight, is not worth another iteration on a large graph, which costs half of the first.
    private const double WorthIterating = 1e-4;

    /// <inheritdoc/>
    public string Name => "leiden";

    /// <inheritdoc/>
    public string Title => "Leiden";

    /// <inheritdoc/>
    public string Description => "Louvain with a refinement that keeps communities connected (Traag, Waltman and van Eck 2019)";

    /// <inheritdoc/>
    public IQualityFunction Quality(double gamma) => new Modularity(gamma);

    /// <inheritdoc/>
    public IEnumerable<Partition> Starts(WeightedGraph graph, IQualityFunction quality, int seed)
    {
        for (int start = 0; ; start++) yield return Find(graph, quality, unchecked(seed + start));
    }

    /// <summary>
    /// Searches for the partition of highest quality: moves vertices, refines the communities into well-connected parts, makes the parts
    /// vertices of a smaller graph, and so on up; then starts again from the vertices with the communities found, until that moves nothing;
    /// ten times at most. In a graph of 1000 vertices or more, communities whose parts are worth more alone are divided after the first
    /// iteration, and an iteration that gains less than 1e-4 of the total weight is the last.
    /// Cost: O(V + E) for each pass over the graph, in practice some tens; memory O(V + E).
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="quality">What to maximise: <see cref="Modularity"/>, <see cref="ConstantPotts"/>.</param>
    /// <param name="seed">Decides the order in which vertices are visited and merged; the same seed gives the same partition.</param>
    public static Partition Find(WeightedGraph graph, IQualityFunction quality, int seed)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(quality);
        int[] labels = Labels.Singletons(graph.VertexCount);
        if (graph.EdgeCount == 0) return new Partition(labels);

        Random random = new(seed);
        Level lowest = Level.Lowest(graph, quality);
        double temperature = Theta * graph.TotalWeight / graph.EdgeCount;
        LocalMoving moving = new(labels.Length, random);
        Refinement refinement = new(labels.Length, temperature, random);
        Aggregation aggregation = new(labels.Length);
        double worth = labels.Length < LargeGraph ? 0 : WorthIterating * graph.TotalWeight;
        for (int iteration = 0; iteration < MaxIterations; iteration++)
        {
            double gain = Iterate(lowest, labels, moving, refinement, aggregation);
            // Divided after the first iteration only, because later ones join little.
            if (iteration == 0 && labels.Length >= LargeGraph) Division.Improve(lowest, labels, Communities);
            else if (gain <= worth) break;
        }
        return new Partition(labels);

        int[] Communities(Level within)
        {
            int[] found = Labels.Singletons(within.Graph.VertexCount);
            Iterate(within, found, moving, refinement, aggregation);
            return found;
        }
    }

    // Returns what local moving gained. Ends when every community is a single vertex of the last level; those are connected, as they were
    // merged along edges.
    private static double Iterate(Level lowest, int[] labels, LocalMoving moving, Refinement refinement, Aggregation aggregation)
    {
        Level level = lowest;
        int[] levelLabels = [.. labels];
        int[] levelVertices = Labels.Singletons(labels.Length);
        double gain = 0;
        while (true)
        {
            gain += moving.Improve(level, levelLabels);
            int communityCount = Labels.Compact(levelLabels);
            if (communityCount == level.Graph.VertexCount) break;

            int[] parts = refinement.Split(level, levelLabels);
            int partCount = Labels.Compact(parts);
            if (partCount == level.Graph.VertexCount)
            {
                // By chance every vertex stayed alone, so the next level would equal this one.
                parts = ConnectedParts.Split(level.Graph, levelLabels);
                partCount = Labels.Compact(parts);
            }
            Labels.Follow(levelVertices, parts);
            if (partCount == level.Graph.VertexCount) break;

            int[] partLabels = new int[partCount];
            for (int v = 0; v < parts.Length; v++) partLabels[parts[v]] = levelLabels[v];
            level = aggregation.Of(level, parts, partCount);
            levelLabels = partLabels;
        }
        levelVertices.CopyTo(labels, 0);
        return gain;
    }
}
