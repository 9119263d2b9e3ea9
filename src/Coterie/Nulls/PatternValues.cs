using System.Runtime.InteropServices;
using Coterie.Communities;
using Coterie.Patterns;

namespace Coterie.Nulls;

/// <summary>The values of a pattern graph that are compared with those of null models; null where the graph has none.</summary>
/// <param name="NoOverlap">Eq. 1.</param>
/// <param name="UnweightedOverlap">Eq. 2.</param>
/// <param name="WeightedOverlap">Eq. 3.</param>
/// <param name="Bisection">The modularity of Kernighan–Lin halves.</param>
/// <param name="Louvain">The modularity of Louvain's communities.</param>
/// <param name="LouvainSize">Their average size.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PatternValues(
    double? NoOverlap, double? UnweightedOverlap, double? WeightedOverlap, double? Bisection, double? Louvain, double? LouvainSize)
{
    /// <summary>The values of a graph and its communities.</summary>
    /// <param name="pattern">The graph.</param>
    /// <param name="bisection">Its halves; null where they were not sought.</param>
    /// <param name="louvain">Louvain's communities; null where they were not sought.</param>
    public static PatternValues Of(ActivationPatternGraph pattern, FoundCommunities? bisection, FoundCommunities? louvain)
    {
        return new PatternValues(
            PatternModularity.NoOverlap(pattern),
            PatternModularity.UnweightedOverlap(pattern),
            PatternModularity.WeightedOverlap(pattern),
            bisection?.Quality,
            louvain?.Quality,
            louvain?.AverageSize);
    }
}
