namespace Coterie.Paper;

/// <summary>Table 2: how classes share representatives, classes × classes.</summary>
/// <param name="Study">The preset that repeats the study.</param>
/// <param name="Layer">The hidden layer, from 1.</param>
/// <param name="First">At the first snapshot.</param>
/// <param name="Last">At the last.</param>
public sealed record PublishedOverlap(
    string Study, int Layer, IReadOnlyList<IReadOnlyList<int>> First, IReadOnlyList<IReadOnlyList<int>> Last);
