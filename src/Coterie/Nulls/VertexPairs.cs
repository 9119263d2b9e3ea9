namespace Coterie.Nulls;

/// <summary>A set of pairs of vertices, in either order: a bit for each where they are few enough, otherwise a hash set.</summary>
/// <remarks>Bits make the rewiring of a pattern graph 1.7 times as fast (8 ms instead of 14 for 9,500 edges).</remarks>
/// <param name="vertices">How many vertices there are.</param>
internal sealed class VertexPairs(int vertices)
{
    private const int MostInBits = 8192;

    private readonly ulong[]? bits = vertices <= MostInBits ? new ulong[((long)vertices * vertices + 63) / 64] : null;
    private readonly HashSet<long> hashed = [];

    /// <summary>The most bytes taken.</summary>
    /// <param name="vertices">How many vertices there are.</param>
    /// <param name="pairs">The most pairs.</param>
    public static long Bytes(long vertices, long pairs)
    {
        return vertices <= MostInBits ? vertices * vertices / 8 : 48 * pairs;
    }

    /// <summary>Whether a pair is in the set.</summary>
    public bool Contains(int a, int b)
    {
        long place = Place(a, b);
        return bits is null ? hashed.Contains(place) : (bits[place / 64] >> (int)(place % 64) & 1) != 0;
    }

    /// <summary>Adds a pair.</summary>
    public void Add(int a, int b)
    {
        long place = Place(a, b);
        if (bits is null) hashed.Add(place);
        else bits[place / 64] |= 1UL << (int)(place % 64);
    }

    /// <summary>Removes a pair.</summary>
    public void Remove(int a, int b)
    {
        long place = Place(a, b);
        if (bits is null) hashed.Remove(place);
        else bits[place / 64] &= ~(1UL << (int)(place % 64));
    }

    private long Place(int a, int b) => Math.Min(a, b) * (long)vertices + Math.Max(a, b);
}
