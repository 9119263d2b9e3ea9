using Coterie.Graphs;

namespace Coterie.Quality;

/// <summary>
/// What a community method maximises. A quality function compares the weight inside communities with the weight expected there:
/// <c>Σ_c [w_c − ρ/2 · S_c²]</c> up to a constant and a scale, where <c>w_c</c> is the weight inside community c, <c>S_c</c> the sum of
/// its vertices' sizes and ρ the penalty. In <see cref="Modularity"/> the size of a
/// vertex is its strength, in <see cref="ConstantPotts"/> it is 1.
/// </summary>
public interface IQualityFunction
{
    /// <summary>The quality of a partition. Cost: O(V + E).</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="partition">A community for each vertex of the graph.</param>
    /// <returns>The quality; null for a graph without edges, which has none.</returns>
    /// <exception cref="ArgumentException">The partition has another number of vertices.</exception>
    double? Evaluate(WeightedGraph graph, Partition partition);

    /// <summary>The penalty ρ: the weight expected between two vertices is ρ times the product of their sizes.</summary>
    /// <param name="graph">The graph whose communities are sought.</param>
    double Penalty(WeightedGraph graph);

    /// <summary>The size of each vertex.</summary>
    /// <param name="graph">The graph, or one in which communities of it are vertices.</param>
    /// <param name="members">How many vertices of the graph each vertex stands for: all 1 in the graph itself.</param>
    ReadOnlySpan<double> Sizes(WeightedGraph graph, ReadOnlySpan<double> members);
}
