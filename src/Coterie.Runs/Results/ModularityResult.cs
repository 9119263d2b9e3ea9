namespace Coterie.Runs.Results;

/// <summary>The four measures of Table 4; null where the graph has no edges.</summary>
/// <param name="Klb">Weighted Newman modularity of the Kernighan–Lin bisection.</param>
/// <param name="NoOverlap">Eq. 1.</param>
/// <param name="UnweightedOverlap">Eq. 2.</param>
/// <param name="WeightedOverlap">Eq. 3.</param>
public sealed record ModularityResult(double? Klb, double? NoOverlap, double? UnweightedOverlap, double? WeightedOverlap);
