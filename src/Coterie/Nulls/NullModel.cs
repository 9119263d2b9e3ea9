using Coterie.Numerics;
using Coterie.Patterns;

namespace Coterie.Nulls;

/// <summary>
/// A null model of structure: pattern graphs that keep some of what a layer's graph has, and nothing else of it. A measure says something
/// about the network only by what it has beyond them. <see cref="NullModels.All"/> lists them.
/// </summary>
/// <param name="Name">A short name in camel case: the family of its measures.</param>
/// <param name="Title">The name for people to read.</param>
/// <param name="Description">What it keeps and what it makes anew, in a few words.</param>
/// <param name="Draw">Makes a graph; null where the layer has none of the kind.</param>
internal sealed record NullModel(
    string Name, string Title, string Description, Func<NullMaterial, SplitMix64, ActivationPatternGraph?> Draw)
{
    /// <summary>The draws of a random null model.</summary>
    public const int ManyDraws = 10;

    /// <summary>How many graphs are drawn: 1 where they are all the same, or each costs a look at every activation.</summary>
    public int Draws { get; init; } = 1;
}
