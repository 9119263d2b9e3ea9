using Coterie.Communities;

namespace Coterie.Runs.Results;

/// <summary>A community of a layer in a snapshot, and the classes it holds.</summary>
/// <param name="Track">Its identity over the snapshots.</param>
/// <param name="Neurons">Its neurons, ascending.</param>
/// <param name="Counts">For each class how many of its representatives are in it.</param>
/// <param name="Classes">The classes it holds: more than half of their representatives are in it. A class is held by one at most.</param>
public sealed record CommunityClasses(
    CommunityTrack Track, IReadOnlyList<int> Neurons, IReadOnlyList<int> Counts, IReadOnlyList<int> Classes);
