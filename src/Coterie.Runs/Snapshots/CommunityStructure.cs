using System.Text.Json.Serialization;

namespace Coterie.Runs;

/// <summary>The communities that a method found in a layer.</summary>
/// <param name="Method">The method's name, such as <c>louvain</c>.</param>
/// <param name="Gamma">The resolution γ of the analysis; Gephi's resolution is 1/γ.</param>
/// <param name="Sizes">The neurons in each community, descending.</param>
public sealed record CommunityStructure(string Method, double Gamma, IReadOnlyList<int> Sizes)
{
    /// <summary>
    /// The neurons of each community, from the largest, each list ascending; empty where a run does not keep them. In a run folder they are
    /// in the <c>communities</c> table.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<IReadOnlyList<int>> Neurons { get; init; } = [];
}
