using Coterie.Graphs;

namespace Coterie.Communities;

/// <summary>
/// Follows communities from snapshot to snapshot, so that "community C" means the same over time. A community goes on as the one it is
/// matched with in the next snapshot. Two can be matched if they are alike: the vertices they share are at least a third of those in
/// either (a Jaccard index of 1/3 or more; of two communities of equal size, half of the vertices stay). Of all matchings, each community
/// at most once, the one with the largest sum of Jaccard indices is taken.
/// </summary>
/// <remarks>
/// Communities without a counterpart begin or end; where most of their vertices come from one community, or go to one, they split from it
/// or merge into it. Among matchings with equal sums the first is taken, larger communities before smaller ones and then by their lowest
/// vertex, so that neither the numbers of communities nor their order matter. The idea of tracks is that of Greene, Doyle and
/// Cunningham, ASONAM 2010; the best matching is exact here.
/// </remarks>
public sealed class CommunityTracks
{
    private readonly int?[][] trackOf;

    private CommunityTracks(IReadOnlyList<CommunityTrack> tracks, int?[][] trackOf)
    {
        Tracks = tracks;
        this.trackOf = trackOf;
    }

    /// <summary>Every track, by its number: in the order in which they appear, those of one snapshot from the largest.</summary>
    public IReadOnlyList<CommunityTrack> Tracks { get; }

    /// <summary>The track of a community in a snapshot; null for a community without vertices.</summary>
    /// <param name="snapshot">The snapshot's index.</param>
    /// <param name="community">The community's index in that snapshot.</param>
    public CommunityTrack? Of(int snapshot, int community) => trackOf[snapshot][community] is { } number ? Tracks[number] : null;

    /// <summary>Follows communities. Cost: O(vertices) for each snapshot, and a little for communities that could match several.</summary>
    /// <param name="snapshots">The communities of each snapshot, all over the same vertices; a vertex may be in none.</param>
    /// <exception cref="ArgumentException">The snapshots have different numbers of vertices.</exception>
    public static CommunityTracks Follow(IReadOnlyList<Cover> snapshots)
    {
        ArgumentNullException.ThrowIfNull(snapshots);
        if (snapshots.Any(snapshot => snapshot.VertexCount != snapshots[0].VertexCount))
        {
            throw new ArgumentException("All snapshots need the same vertices.", nameof(snapshots));
        }
        List<CommunityTrack> tracks = [];
        List<List<int>> lives = [];
        int?[][] trackOf = [.. snapshots.Select(snapshot => new int?[snapshot.Count])];
        for (int s = 0; s < snapshots.Count; s++)
        {
            CommunityMatching? matching = s == 0 ? null : new CommunityMatching(snapshots[s - 1], snapshots[s]);
            foreach (int community in BySize(snapshots[s]))
            {
                if (matching?.Before[community] is { } before)
                {
                    trackOf[s][community] = trackOf[s - 1][before];
                    lives[trackOf[s - 1][before]!.Value].Add(community);
                    continue;
                }
                int? parent = matching?.MostlyFrom(community) is { } from ? trackOf[s - 1][from] : null;
                trackOf[s][community] = tracks.Count;
                lives.Add([community]);
                tracks.Add(new CommunityTrack(tracks.Count, s, lives[^1], parent, MergedInto: null));
            }
            for (int ended = 0; s > 0 && ended < snapshots[s - 1].Count; ended++)
            {
                if (matching!.After[ended] is not null || matching.MostlyTo(ended) is not { } into) continue;
                int track = trackOf[s - 1][ended]!.Value;
                tracks[track] = tracks[track] with { MergedInto = trackOf[s][into] };
            }
        }
        return new CommunityTracks(tracks, trackOf);
    }

    private static IEnumerable<int> BySize(Cover communities)
    {
        return Enumerable.Range(0, communities.Count)
            .Where(c => communities[c].Length > 0)
            .OrderByDescending(c => communities[c].Length)
            .ThenBy(c => communities[c][0]);
    }
}
