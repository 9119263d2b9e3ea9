using Coterie.Quality;

namespace Coterie.Patterns;

/// <summary>
/// How well an activation pattern graph separates into the classes: the modularities of Eqs. 1 to 3 of Mostafa and Mondal
/// (arXiv:2106.04693). Each is at most 1, and null where the graph has no edges.
/// </summary>
public static class PatternModularity
{
    /// <summary>Eq. 1 on the 0/1 graph, each neuron in the class it represents with the largest mean.</summary>
    /// <param name="pattern">The graph with its representatives.</param>
    public static double? NoOverlap(ActivationPatternGraph pattern)
    {
        return new Modularity().Evaluate(pattern.Unweighted, pattern.ClassPartition);
    }

    /// <summary>Eq. 2 on the 0/1 graph, the representatives of each class as communities.</summary>
    /// <param name="pattern">The graph with its representatives.</param>
    public static double? UnweightedOverlap(ActivationPatternGraph pattern)
    {
        return OverlappingModularity.Shen(pattern.Unweighted, pattern.Cover);
    }

    /// <summary>Eq. 3 on the weighted graph, the representatives of each class as communities.</summary>
    /// <param name="pattern">The graph with its representatives.</param>
    public static double? WeightedOverlap(ActivationPatternGraph pattern)
    {
        return OverlappingModularity.Chen(pattern.Graph, pattern.Cover);
    }
}
