using Coterie.Graphs;
using Coterie.Quality;

namespace Coterie.Communities;

/// <summary>
/// One level of the search of Louvain and Leiden: a graph and the values of it that the quality function needs. At the lowest level it is
/// the graph whose communities are sought; above, the communities of the level below are its vertices.
/// </summary>
internal sealed class Level
{
    private readonly IQualityFunction quality;
    private readonly double[] members;

    private Level(WeightedGraph graph, double[] members, double penalty, IQualityFunction quality)
    {
        this.quality = quality;
        this.members = members;
        Graph = graph;
        Penalty = penalty;
    }

    /// <summary>The graph.</summary>
    public WeightedGraph Graph { get; }

    /// <summary>The penalty ρ of <see cref="IQualityFunction"/>, the same at every level.</summary>
    public double Penalty { get; }

    /// <summary>The size of each vertex.</summary>
    public ReadOnlySpan<double> Sizes => quality.Sizes(Graph, members);

    /// <summary>The lowest level.</summary>
    public static Level Lowest(WeightedGraph graph, IQualityFunction quality)
    {
        double[] members = new double[graph.VertexCount];
        Array.Fill(members, 1);
        return new Level(graph, members, quality.Penalty(graph), quality);
    }

    /// <summary>The level whose vertices are the communities of this one.</summary>
    /// <param name="graph">The graph between the communities.</param>
    /// <param name="labels">The community of each vertex of this level.</param>
    public Level Above(WeightedGraph graph, ReadOnlySpan<int> labels)
    {
        double[] above = new double[graph.VertexCount];
        for (int v = 0; v < labels.Length; v++) above[labels[v]] += members[v];
        return new Level(graph, above, Penalty, quality);
    }

    /// <summary>The same vertices with other edges.</summary>
    public Level With(WeightedGraph graph)
    {
        return new Level(graph, members, Penalty, quality);
    }
}
