using Coterie.Graphs;
using Coterie.Numerics;

namespace Coterie.Quality;

/// <summary>How much of a graph's weight lies inside the communities of a partition, beyond what chance would put there.</summary>
public static class Modularity
{
    /// <summary>
    /// Newman's modularity, with the resolution of Reichardt and Bornholdt:
    /// <c>Q = 1/(2m) Σ_vw [A_vw − γ k_v k_w / (2m)] δ(c_v, c_w)</c>, computed as
    /// <c>Σ_c [w_c / m − γ (K_c / (2m))²]</c>, where <c>w_c</c> is the weight inside a community and <c>K_c</c> the sum
    /// of its vertices' strengths. Cost: O(V + E).
    /// </summary>
    /// <remarks>
    /// Eq. 1 of Mostafa and Mondal (arXiv:2106.04693). Newman and Girvan, Phys. Rev. E 69, 026113 (2004); for weights, Newman,
    /// Phys. Rev. E 70, 056131 (2004); the matrix form, Newman, PNAS 103, 8577 (2006); γ, Reichardt and Bornholdt,
    /// Phys. Rev. E 74, 016110 (2006). A self-loop of weight w has <c>A_vv = 2w</c>.
    /// </remarks>
    /// <param name="graph">The graph.</param>
    /// <param name="partition">A community for each vertex of the graph.</param>
    /// <param name="gamma">The resolution: above 1 favours smaller communities, below 1 larger. Gephi's resolution r is γ = 1/r.</param>
    /// <returns>The modularity, at most 1; null for a graph without edges, which has none.</returns>
    /// <exception cref="ArgumentException">The partition is of another number of vertices.</exception>
    public static double? Newman(WeightedGraph graph, Partition partition, double gamma = 1)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(partition);
        if (partition.VertexCount != graph.VertexCount)
        {
            throw new ArgumentException("The partition and the graph differ in their number of vertices.", nameof(partition));
        }
        double twiceTotal = 2 * graph.TotalWeight;
        if (twiceTotal == 0) return null;

        ReadOnlySpan<int> membership = partition.Membership;
        double[] totals = new double[partition.Count];
        double twiceInside = 0;
        for (int v = 0; v < membership.Length; v++)
        {
            int community = membership[v];
            totals[community] += graph.Strengths[v];
            ReadOnlySpan<int> neighbours = graph.Neighbours(v);
            ReadOnlySpan<double> weights = graph.Weights(v)[..neighbours.Length];
            for (int k = 0; k < neighbours.Length; k++)
            {
                double weight = neighbours[k] == v ? 2 * weights[k] : weights[k];
                twiceInside += Branchless.Where(membership[neighbours[k]] == community, weight);
            }
        }
        double expected = 0;
        foreach (double total in totals) expected += total / twiceTotal * (total / twiceTotal);
        return twiceInside / twiceTotal - gamma * expected;
    }
}
