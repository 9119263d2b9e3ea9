using Coterie.Graphs;
using Coterie.Quality;

namespace Coterie.Communities;

/// <summary>The Louvain method, repeated until no vertex and no community gains by moving.</summary>
/// <remarks>
/// <para>
/// Blondel, Guillaume, Lambiotte and Lefebvre, J. Stat. Mech. P10008 (2008); the repetition from the flat graph is the iterated Louvain of
/// Traag, Waltman and van Eck, Sci. Rep. 9, 5233 (2019), whose queue speeds up the moving.
/// </para>
/// <para>
/// In the result no move of a single vertex, to another community or out of its own, raises the quality. A community need not be connected;
/// <see cref="Leiden"/> guarantees that. A vertex without edges, or with a self-loop only, is a community of its own; without any edge
/// every vertex is, and a graph without vertices has no community. No community spans two connected components. With γ = 0 the
/// communities are the connected components.
/// </para>
/// </remarks>
public sealed class Louvain : ICommunityMethod
{
    /// <inheritdoc/>
    public string Name => "louvain";

    /// <inheritdoc/>
    public string Title => "Louvain";

    /// <inheritdoc/>
    public string Description => "greedy moves of vertices, then of communities (Blondel et al. 2008)";

    /// <inheritdoc/>
    public IQualityFunction Quality(double gamma) => new Modularity(gamma);

    /// <inheritdoc/>
    public IEnumerable<Partition> Starts(WeightedGraph graph, IQualityFunction quality, int seed)
    {
        for (int start = 0; ; start++) yield return Find(graph, quality, unchecked(seed + start));
    }

    /// <summary>
    /// Searches for the partition of highest quality: moves vertices, makes the communities vertices of a smaller graph, and so on up; then
    /// starts again from the vertices with the communities found, until that moves nothing.
    /// Cost: O(V + E) for each pass over the graph, in practice some tens; memory O(V + E).
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="quality">What to maximise: <see cref="Modularity"/>, <see cref="ConstantPotts"/>.</param>
    /// <param name="seed">Decides the order in which vertices are visited; the same seed gives the same partition.</param>
    public static Partition Find(WeightedGraph graph, IQualityFunction quality, int seed)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(quality);
        int[] labels = Labels.Singletons(graph.VertexCount);
        if (graph.EdgeCount == 0) return new Partition(labels);
        Level lowest = Level.Lowest(graph, quality);
        LocalMoving moving = new(labels.Length, new Random(seed));
        Aggregation aggregation = new(labels.Length);
        while (moving.Improve(lowest, labels) > 0) Climb(lowest, labels, moving, aggregation);
        return new Partition(labels);
    }

    private static void Climb(Level level, int[] labels, LocalMoving moving, Aggregation aggregation)
    {
        int count = Labels.Compact(labels);
        level = aggregation.Of(level, labels, count);
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
