namespace Coterie.Graphs;

/// <summary>
/// A division of the vertices into disjoint communities. Communities are numbered from the largest to the smallest,
/// ties by their lowest vertex, so that equal divisions are equal partitions.
/// </summary>
public sealed class Partition
{
    private readonly int[] membership;
    private readonly int[] sizes;

    /// <summary>Takes labels of the vertices; only which labels are equal matters, not their values.</summary>
    /// <param name="labels">A label for each vertex.</param>
    public Partition(ReadOnlySpan<int> labels)
    {
        Dictionary<int, int> found = [];
        List<int> counts = [];
        membership = new int[labels.Length];
        for (int v = 0; v < labels.Length; v++)
        {
            if (!found.TryGetValue(labels[v], out int community))
            {
                community = counts.Count;
                found.Add(labels[v], community);
                counts.Add(0);
            }
            membership[v] = community;
            counts[community]++;
        }
        // The numbers so far are in the order of the lowest vertex, and the sort is stable.
        int[] bySize = [.. Enumerable.Range(0, counts.Count).OrderByDescending(c => counts[c])];
        int[] rank = new int[bySize.Length];
        for (int r = 0; r < bySize.Length; r++) rank[bySize[r]] = r;
        for (int v = 0; v < membership.Length; v++) membership[v] = rank[membership[v]];
        sizes = [.. bySize.Select(c => counts[c])];
    }

    /// <summary>How many communities.</summary>
    public int Count => sizes.Length;

    /// <summary>How many vertices.</summary>
    public int VertexCount => membership.Length;

    /// <summary>The number of vertices in each community, descending.</summary>
    public ReadOnlySpan<int> Sizes => sizes;

    /// <summary>The community of each vertex, in <c>0..Count-1</c>.</summary>
    public ReadOnlySpan<int> Membership => membership;
}
