using Coterie.Numerics;

namespace Coterie.Patterns;

/// <summary>
/// For each class and each pair of its representatives, the samples of the class on which both are above their class means:
/// <c>delta_i[p,q]</c> of Eq. 6 (Mostafa and Mondal, arXiv:2106.04693).
/// </summary>
public sealed class CoactivationCounts
{
    private readonly long[][] counts;

    /// <summary>Takes the counts.</summary>
    /// <param name="counts">For each class, the count of each pair p &lt; q of ranks, at <see cref="PairIndex"/>.</param>
    internal CoactivationCounts(long[][] counts)
    {
        this.counts = counts;
    }

    /// <summary>The number of classes.</summary>
    public int Classes => counts.Length;

    /// <summary>The samples of a class on which two of its representatives are above their means.</summary>
    /// <param name="class">The class, from 0.</param>
    /// <param name="p">The position of one of them in the class's list of representatives, from 0.</param>
    /// <param name="q">The position of the other, greater than <paramref name="p"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="q"/> is not greater than <paramref name="p"/>.</exception>
    /// <exception cref="IndexOutOfRangeException">There is no such class or pair.</exception>
    public long this[int @class, int p, int q]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(p, q);
            return counts[@class][PairIndex(p, q)];
        }
    }

    /// <summary>The counts of each class put into a random order among its pairs.</summary>
    internal CoactivationCounts Shuffled(SplitMix64 random)
    {
        long[][] shuffled = new long[counts.Length][];
        for (int i = 0; i < shuffled.Length; i++)
        {
            shuffled[i] = [.. counts[i]];
            random.Shuffle<long>(shuffled[i]);
        }
        return new CoactivationCounts(shuffled);
    }

    /// <summary>The position of the pair p &lt; q among the counts of a class.</summary>
    internal static long PairIndex(int p, int q)
    {
        return q * (q - 1L) / 2 + p;
    }
}
