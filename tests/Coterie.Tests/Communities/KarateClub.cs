using Coterie.Graphs;

namespace Coterie.Tests.Communities;

/// <summary>The friendships of a karate club: Zachary, J. Anthropol. Res. 33, 452 (1977), unweighted.</summary>
internal static class KarateClub
{
    /// <summary>The highest modularity any partition has: Brandes et al., IEEE TKDE 20, 172 (2008).</summary>
    public const double HighestModularity = 0.41979;

    // For each member, the friends with a higher number.
    private static readonly int[][] Friends =
    [
        [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31],
        [2, 3, 7, 13, 17, 19, 21, 30],
        [3, 7, 8, 9, 13, 27, 28, 32],
        [7, 12, 13],
        [6, 10],
        [6, 10, 16],
        [16],
        [],
        [30, 32, 33],
        [33],
        [],
        [],
        [],
        [33],
        [32, 33],
        [32, 33],
        [],
        [],
        [32, 33],
        [33],
        [32, 33],
        [],
        [32, 33],
        [25, 27, 29, 32, 33],
        [25, 27, 31],
        [31],
        [29, 33],
        [33],
        [31, 33],
        [32, 33],
        [32, 33],
        [32, 33],
        [33],
    ];

    public static WeightedGraph Graph { get; } = WeightedGraph.FromEdges(
        34, [.. Friends.SelectMany((friends, member) => friends.Select(friend => new Edge(member, friend, 1)))]);
}
