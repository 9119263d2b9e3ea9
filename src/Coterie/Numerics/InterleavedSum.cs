using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Coterie.Numerics;

/// <summary>
/// A sum over eight lanes: the n-th number is added to lane n mod 8, and the lanes are added up at the end. A vector of eight numbers is
/// added at once, and the total depends only on the numbers and their order, not on how they were divided into batches.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct InterleavedSum
{
    /// <summary>The number of lanes.</summary>
    public const int LaneCount = 8;

    /// <summary>The lanes.</summary>
    public fixed double Lanes[LaneCount];

    /// <summary>The lane of the next number.</summary>
    public int Next;

    /// <summary>The sum so far.</summary>
    public readonly double Total
    {
        get
        {
            double total = 0;
            for (int k = 0; k < LaneCount; k++) total += Lanes[k];
            return total;
        }
    }

    /// <summary>Moves on to the lane behind some numbers that were added.</summary>
    /// <param name="numbers">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Advance(int numbers)
    {
        Next = (Next + numbers) % LaneCount;
    }
}
