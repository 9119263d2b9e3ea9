using Coterie.Communities;
using Coterie.Graphs;

namespace Coterie.Runs.Results;

/// <summary>
/// The communities of a layer over the snapshots of a run, each with an identity that lives as long as it does. A neuron that a method
/// leaves alone is not a community here.
/// </summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Snapshots">The communities of each snapshot, as neurons of the layer; from the largest.</param>
/// <param name="Tracks">The life of each community over the snapshots.</param>
public sealed record LayerCommunities(string Layer, IReadOnlyList<Cover> Snapshots, CommunityTracks Tracks)
{
    /// <summary>Louvain's name among the methods, whose communities are followed by default.</summary>
    public const string DefaultMethod = "louvain";

    /// <summary>Follows the communities of a layer.</summary>
    /// <param name="snapshots">The snapshots of a run, in order, all with the same layers.</param>
    /// <param name="layer">The layer's name.</param>
    /// <param name="method">The method that found them, such as <c>louvain</c>.</param>
    public static LayerCommunities Of(IReadOnlyList<Snapshot> snapshots, string layer, string method = DefaultMethod)
    {
        Cover[] covers = [.. snapshots.Select(snapshot => CoverOf(snapshot.Layers.First(found => found.Name == layer), method))];
        return new LayerCommunities(layer, covers, CommunityTracks.Follow(covers));
    }

    /// <summary>The community of a neuron; null where it is alone or does not represent any class.</summary>
    /// <param name="snapshot">The snapshot's index.</param>
    /// <param name="neuron">The neuron.</param>
    public CommunityTrack? Of(int snapshot, int neuron)
    {
        Cover communities = Snapshots[snapshot];
        for (int c = 0; c < communities.Count; c++)
        {
            if (communities[c].BinarySearch(neuron) >= 0) return Tracks.Of(snapshot, c);
        }
        return null;
    }

    /// <summary>Which classes the communities of a snapshot hold, from the largest community.</summary>
    /// <param name="snapshot">The snapshot's index.</param>
    /// <param name="representatives">For each class its representatives in that snapshot.</param>
    public IReadOnlyList<CommunityClasses> Classes(int snapshot, IReadOnlyList<IReadOnlyList<int>> representatives)
    {
        ArgumentNullException.ThrowIfNull(representatives);
        Cover communities = Snapshots[snapshot];
        return [.. Enumerable.Range(0, communities.Count).Select(c =>
        {
            int[] neurons = [.. communities[c]];
            HashSet<int> members = [.. neurons];
            int[] counts = [.. representatives.Select(list => list.Count(members.Contains))];
            int[] held = [.. Enumerable.Range(0, counts.Length).Where(i => 2 * counts[i] > representatives[i].Count)];
            return new CommunityClasses(Tracks.Of(snapshot, c)!, neurons, counts, held);
        })];
    }

    internal static Cover CoverOf(LayerStructure layer, string method)
    {
        IReadOnlyList<IReadOnlyList<int>> found = layer.Communities.FirstOrDefault(known => known.Method == method)?.Neurons ?? [];
        return new Cover(layer.Neurons, [.. found.Where(neurons => neurons.Count > 1).Select(neurons => neurons.ToArray())]);
    }
}
