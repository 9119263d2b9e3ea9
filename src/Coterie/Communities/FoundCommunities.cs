using Coterie.Graphs;
using Coterie.Quality;

namespace Coterie.Communities;

/// <summary>The communities that a method found in a graph.</summary>
/// <param name="Method">The method.</param>
/// <param name="Gamma">The resolution γ of the search.</param>
/// <param name="Partition">The communities.</param>
/// <param name="Quality">Their quality, by <see cref="ICommunityMethod.Quality"/>; null where the graph has no edges.</param>
public sealed record FoundCommunities(ICommunityMethod Method, double Gamma, Partition Partition, double? Quality)
{
    /// <summary>
    /// A search makes this many starts at least: some pattern graphs have almost no communities, and a start then often ends far from the
    /// best.
    /// </summary>
    internal const int FewestStarts = 10;

    private const int Agreeing = 5;

    // The same partition with its communities in another order has the same quality but for the last digits.
    private const double Rounding = 1e-9;

    /// <summary>How many starts the search made.</summary>
    internal int Starts { get; private init; }

    /// <summary>Vertices per community (Table 3 of arXiv:2106.04693); null where there are no vertices.</summary>
    public double? AverageSize => Partition.Count == 0 ? null : Partition.VertexCount / (double)Partition.Count;

    /// <summary>
    /// Applies a method from several starts and keeps the partition of the highest quality, the first of equals. It makes ten starts, then
    /// goes on until the best quality has come up five times or <see cref="ICommunityMethod.MostStarts"/> are made.
    /// </summary>
    /// <param name="method">The method.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="gamma">The resolution γ. Gephi's resolution r is γ = 1/r.</param>
    /// <param name="seed">Decides every random choice.</param>
    /// <param name="starts">Exactly how many starts, 1 or more; null to search as described.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="starts"/> is less than 1, or <paramref name="gamma"/> negative or not finite.
    /// </exception>
    public static FoundCommunities BestOf(ICommunityMethod method, WeightedGraph graph, double gamma, int seed, int? starts = null)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(graph);
        if (starts is { } given) ArgumentOutOfRangeException.ThrowIfLessThan(given, 1, nameof(starts));
        IQualityFunction quality = method.Quality(gamma);
        int fewest = starts ?? FewestStarts;
        int most = starts ?? method.MostStarts;
        FoundCommunities? best = null;
        int made = 0;
        int agree = 0;
        foreach (Partition partition in method.Starts(graph, quality, seed))
        {
            double? found = quality.Evaluate(graph, partition);
            // Without edges there is no quality, and every start is as good.
            double gain = best is null ? double.PositiveInfinity : (found - best.Quality) ?? 0;
            agree = gain > Rounding ? 1 : gain >= -Rounding ? agree + 1 : agree;
            if (gain > 0) best = new FoundCommunities(method, gamma, partition, found);
            made++;
            if (made >= most || (made >= fewest && agree >= Agreeing)) break;
        }
        return best! with { Starts = made };
    }
}
