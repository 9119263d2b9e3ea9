using Coterie.Communities;
using Coterie.Runs;
using Coterie.Runs.Results;

namespace Coterie.Cli.Views;

/// <summary>The life of a community in words.</summary>
internal static class Lives
{
    /// <summary>Such as <c>from epoch 3 (split from B) to epoch 7 (merged into A)</c>.</summary>
    public static string Of(CommunityTrack track, LayerCommunities communities, IReadOnlyList<Snapshot> snapshots)
    {
        if (track.First == 0 && track.Last == snapshots.Count - 1) return "the whole time";
        string first = track.First == 0 ? "the first snapshot" : Moments.Of(snapshots[track.First]);
        if (track.First == track.Last) return $"only at {first}{Origin(track, communities)}";
        string from = $"from {first}{Origin(track, communities)}";
        if (track.Last == snapshots.Count - 1) return $"{from} to the last";
        string into = track.MergedInto is { } other ? $" (merged into {communities.Tracks.Tracks[other].Name})" : "";
        return $"{from} to {Moments.Of(snapshots[track.Last])}{into}";
    }

    private static string Origin(CommunityTrack track, LayerCommunities communities)
    {
        return track.SplitFrom is { } other ? $" (split from {communities.Tracks.Tracks[other].Name})" : "";
    }
}
