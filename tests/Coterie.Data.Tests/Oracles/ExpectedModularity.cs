namespace Coterie.Data.Tests.Oracles;

/// <summary>The closed-form modularities.</summary>
internal sealed record ExpectedModularity(double NoOverlap, double UnweightedOverlap, double WeightedOverlap);
