using Coterie.Graphs;

namespace Coterie.Quality;

/// <summary>
/// The constant Potts model: <c>Σ_c [w_c − γ n_c (n_c − 1) / 2]</c>, where <c>w_c</c> is the weight inside a community and <c>n_c</c> its
/// number of vertices. γ is a density: communities are denser inside than γ, and less dense between each other. Unlike modularity it has no
/// resolution limit: whether to divide a community does not depend on the rest of the graph.
/// </summary>
/// <remarks>Traag, Van Dooren and Nesterov, Phys. Rev. E 84, 016114 (2011). A self-loop counts its weight once.</remarks>
public sealed class ConstantPotts : IQualityFunction
{
    /// <summary>Takes the resolution.</summary>
    /// <param name="gamma">γ, 0 or more, in units of edge weight.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gamma"/> is negative or not finite.</exception>
    public ConstantPotts(double gamma)
    {
        Resolution.ThrowIfInvalid(gamma);
        Gamma = gamma;
    }

    /// <summary>The resolution γ.</summary>
    public double Gamma { get; }

    /// <inheritdoc/>
    public double? Evaluate(WeightedGraph graph, Partition partition)
    {
        double inside = Inside.TwiceWeight(graph, partition) / 2;
        if (graph.TotalWeight == 0) return null;

        double pairs = 0;
        foreach (int size in partition.Sizes) pairs += size * (size - 1.0) / 2;
        return inside - Gamma * pairs;
    }

    /// <inheritdoc/>
    public double Penalty(WeightedGraph graph) => Gamma;

    /// <inheritdoc/>
    public ReadOnlySpan<double> Sizes(WeightedGraph graph, ReadOnlySpan<double> members) => members;
}
