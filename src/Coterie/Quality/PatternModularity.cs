using Coterie.Graphs;
using Coterie.Patterns;

namespace Coterie.Quality;

/// <summary>
/// The four measures of Table 4: how well an activation pattern graph falls into communities. Each is null where the graph
/// has no edges.
/// </summary>
/// <param name="Klb">Weighted Newman modularity of the Kernighan–Lin bisection.</param>
/// <param name="NoOverlap">Eq. 1 on the 0/1 graph, each neuron in the class it represents most strongly.</param>
/// <param name="UnweightedOverlap">Eq. 2 on the 0/1 graph, the classes' representatives as communities.</param>
/// <param name="WeightedOverlap">Eq. 3 on the weighted graph, the classes' representatives as communities.</param>
public sealed record PatternModularity(double? Klb, double? NoOverlap, double? UnweightedOverlap, double? WeightedOverlap)
{
    /// <summary>Measures a pattern graph.</summary>
    /// <param name="pattern">The graph with its representatives.</param>
    /// <param name="halves">Its Kernighan–Lin bisection.</param>
    public static PatternModularity Of(ActivationPatternGraph pattern, Partition halves)
    {
        WeightedGraph weighted = pattern.Graph;
        WeightedGraph unweighted = weighted.Unweighted();
        return new PatternModularity(
            Modularity.Newman(weighted, halves),
            Modularity.Newman(unweighted, pattern.ClassPartition),
            OverlappingModularity.Shen(unweighted, pattern.Cover),
            OverlappingModularity.Chen(weighted, pattern.Cover));
    }
}
