using Coterie.Graphs;

namespace Coterie.Quality;

/// <summary>
/// Newman's modularity, with the resolution of Reichardt and Bornholdt: <c>Q = 1/(2m) Σ_vw [A_vw − γ k_v k_w / (2m)] δ(c_v, c_w)</c>,
/// computed as <c>Σ_c [w_c / m − γ (K_c / (2m))²]</c>, where <c>w_c</c> is the weight inside a community and <c>K_c</c> the sum of its
/// vertices' strengths.
/// </summary>
/// <remarks>
/// Eq. 1 of Mostafa and Mondal (arXiv:2106.04693). Newman and Girvan, Phys. Rev. E 69, 026113 (2004); for weights, Newman, Phys. Rev. E 70,
/// 056131 (2004); the matrix form, Newman, PNAS 103, 8577 (2006); γ, Reichardt and Bornholdt, Phys. Rev. E 74, 016110 (2006). A self-loop
/// of weight w has <c>A_vv = 2w</c>.
/// </remarks>
public sealed class Modularity : IQualityFunction
{
    /// <summary>Takes the resolution.</summary>
    /// <param name="gamma">
    /// γ, 0 or more: above 1 favours smaller communities, below 1 larger. Gephi's resolution r is γ = 1/r. With 0 the best communities are
    /// the connected components.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gamma"/> is negative or not finite.</exception>
    public Modularity(double gamma = 1)
    {
        Resolution.ThrowIfInvalid(gamma);
        Gamma = gamma;
    }

    /// <summary>The resolution γ.</summary>
    public double Gamma { get; }

    /// <summary>The modularity of a partition, at most 1. Cost: O(V + E).</summary>
    /// <inheritdoc/>
    public double? Evaluate(WeightedGraph graph, Partition partition)
    {
        double twiceInside = Inside.TwiceWeight(graph, partition);
        double twiceTotal = 2 * graph.TotalWeight;
        if (twiceTotal == 0) return null;

        double[] totals = new double[partition.Count];
        for (int v = 0; v < graph.VertexCount; v++) totals[partition.Membership[v]] += graph.Strengths[v];
        double expected = 0;
        foreach (double total in totals) expected += total / twiceTotal * (total / twiceTotal);
        return twiceInside / twiceTotal - Gamma * expected;
    }

    /// <inheritdoc/>
    public double Penalty(WeightedGraph graph) => Gamma / (2 * graph.TotalWeight);

    /// <inheritdoc/>
    public ReadOnlySpan<double> Sizes(WeightedGraph graph, ReadOnlySpan<double> members) => graph.Strengths;
}
