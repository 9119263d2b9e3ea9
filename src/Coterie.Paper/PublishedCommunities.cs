namespace Coterie.Paper;

/// <summary>The vertices in the eight largest communities of a layer, in the paper's order; null where a number cannot be read.</summary>
/// <param name="Study">The preset that repeats the study.</param>
/// <param name="Layer">The hidden layer, from 1.</param>
/// <param name="First">At the first snapshot.</param>
/// <param name="Last">At the last.</param>
public sealed record PublishedCommunities(string Study, int Layer, IReadOnlyList<int?> First, IReadOnlyList<int?> Last);
