namespace Coterie.Graphs;

/// <summary>Communities that may share vertices and need not include every vertex.</summary>
public sealed class Cover
{
    private readonly int[][] communities;
    private readonly int[] memberships;

    /// <summary>Takes the vertices of each community.</summary>
    /// <param name="vertexCount">How many vertices there are.</param>
    /// <param name="communities">The distinct vertices of each community; copied and sorted.</param>
    /// <exception cref="ArgumentException">A member is not a vertex, or occurs twice in one community.</exception>
    public Cover(int vertexCount, IReadOnlyList<int[]> communities)
    {
        memberships = new int[vertexCount];
        this.communities = new int[communities.Count][];
        for (int c = 0; c < communities.Count; c++)
        {
            int[] sorted = [.. communities[c].Order()];
            for (int k = 0; k < sorted.Length; k++)
            {
                if ((uint)sorted[k] >= (uint)vertexCount || (k > 0 && sorted[k] == sorted[k - 1]))
                {
                    throw new ArgumentException($"Community {c} holds {sorted[k]} twice, or it is not a vertex.", nameof(communities));
                }
                memberships[sorted[k]]++;
            }
            this.communities[c] = sorted;
        }
    }

    /// <summary>How many communities, empty ones included.</summary>
    public int Count => communities.Length;

    /// <summary>How many vertices.</summary>
    public int VertexCount => memberships.Length;

    /// <summary>In how many communities each vertex is: Shen's O.</summary>
    public ReadOnlySpan<int> Memberships => memberships;

    /// <summary>The vertices of a community, ascending.</summary>
    /// <param name="community">The community's index.</param>
    public ReadOnlySpan<int> this[int community] => communities[community];
}
