using Coterie.Graphs;

namespace Coterie.Quality;

/// <summary>How alike two partitions of the same vertices are: what one tells of the other.</summary>
public static class MutualInformation
{
    /// <summary>
    /// The normalised mutual information <c>2 I(A, B) / (H(A) + H(B))</c>, 0 for independent partitions and 1 for equal ones (Danon,
    /// Díaz-Guilera, Duch and Arenas, J. Stat. Mech. P09008, 2005). Cost: O(V).
    /// </summary>
    /// <param name="left">A partition.</param>
    /// <param name="right">Another of the same vertices.</param>
    /// <returns>The value, 0..1; null where both have one community or no vertex, and neither has anything to tell.</returns>
    /// <exception cref="ArgumentException">The partitions have different numbers of vertices.</exception>
    public static double? Normalised(Partition left, Partition right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.VertexCount != right.VertexCount) throw new ArgumentException("Both partitions need the same vertices.", nameof(right));
        double entropies = Entropy(left) + Entropy(right);
        if (entropies == 0) return null;
        Dictionary<(int Left, int Right), int> both = [];
        for (int v = 0; v < left.VertexCount; v++)
        {
            (int, int) pair = (left.Membership[v], right.Membership[v]);
            both[pair] = both.GetValueOrDefault(pair) + 1;
        }
        double information = 0;
        foreach (((int a, int b), int count) in both)
        {
            double expected = (double)left.Sizes[a] * right.Sizes[b] / left.VertexCount;
            information += (double)count / left.VertexCount * Math.Log(count / expected);
        }
        return Math.Clamp(2 * information / entropies, 0, 1);
    }

    private static double Entropy(Partition partition)
    {
        double entropy = 0;
        foreach (int size in partition.Sizes)
        {
            double share = (double)size / partition.VertexCount;
            entropy -= share * Math.Log(share);
        }
        return entropy;
    }
}
