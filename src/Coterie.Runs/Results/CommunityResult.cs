using Coterie.Communities;

namespace Coterie.Runs.Results;

/// <summary>The communities a method found.</summary>
/// <param name="Resolution">Gephi's resolution r; γ = 1/r.</param>
/// <param name="Modularity">Weighted modularity at γ = 1/r; null where the graph has no edges.</param>
/// <param name="Sizes">The vertices in each community, descending.</param>
public sealed record CommunityResult(double Resolution, double? Modularity, IReadOnlyList<int> Sizes)
{
    internal static CommunityResult Of(FoundCommunities found)
    {
        return new CommunityResult(1 / found.Gamma, found.Quality, found.Partition.Sizes.ToArray());
    }

    /// <summary>Vertices per community (Table 3); null where there are none.</summary>
    public double? AverageSize()
    {
        return Sizes.Count == 0 ? null : Sizes.Sum() / (double)Sizes.Count;
    }
}
