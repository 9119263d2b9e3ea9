using System.Buffers;
using System.Numerics;

namespace Coterie.Entropy;

/// <summary>
/// Arrays for counts, each zero at first. Those of a megabyte or less are used again: new memory costs as much as to count into it for a
/// while. Larger ones are as long as asked for and left to the collector.
/// </summary>
internal static class CountArrays
{
    private const int MostPooled = 1 << 18;
    private const int LeastPooled = 16;

    /// <summary>An array with room for some counts; it may be longer.</summary>
    public static int[] Rent(long length)
    {
        if (length > MostPooled) return new int[length];
        int[] counts = ArrayPool<int>.Shared.Rent((int)length);
        Array.Clear(counts, 0, (int)length);
        return counts;
    }

    /// <summary>Takes an array back.</summary>
    public static void Return(int[] counts)
    {
        if (counts.Length <= MostPooled) ArrayPool<int>.Shared.Return(counts);
    }

    /// <summary>The bytes of an array with room for some counts: the pool's are powers of two.</summary>
    public static long Bytes(long length)
    {
        return sizeof(int) * (length > MostPooled ? length : Math.Max(LeastPooled, (long)BitOperations.RoundUpToPowerOf2((ulong)length)));
    }
}
