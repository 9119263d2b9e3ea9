using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Coterie.Kernels;

/// <summary>
/// A sum of numbers in turns: the n-th is added to lane n mod 8, and in the end the lanes to one another. So eight are added
/// at once and none waits for the one before it, and yet the sum depends on the numbers and their order alone: not on how they were
/// divided on the way, nor on the width of vectors.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct InterleavedSum
{
    /// <summary>How many lanes.</summary>
    public const int Lanes = 8;

    private fixed double sums[Lanes];
    private int next;

    /// <summary>The sum so far.</summary>
    public readonly double Total
    {
        get
        {
            double total = 0;
            for (int k = 0; k < Lanes; k++) total += sums[k];
            return total;
        }
    }

    /// <summary>Where among some lanes a number is added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double* Lane(double* lanes, nint number) => lanes + (number & (Lanes - 1));

    /// <summary>Gives the lanes, that of the next number first.</summary>
    /// <param name="room">Room for twice as many; they stand in the first half.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Lend(double* room)
    {
        fixed (double* from = sums) Turn(Vector512.Load(from), next, room).Store(room);
    }

    /// <summary>Takes the lanes back, to which some numbers have been added in turns.</summary>
    /// <param name="room">What was lent.</param>
    /// <param name="numbers">How many numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void TakeBack(double* room, int numbers)
    {
        fixed (double* to = sums) Turn(Vector512.Load(room), Lanes - next, room).Store(to);
        next = (next + numbers) & (Lanes - 1);
    }

    // So many lanes on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Turn(Vector512<double> lanes, int by, double* room)
    {
        if (Avx512F.IsSupported) return Avx512F.PermuteVar8x64(lanes, Vector512<long>.Indices + Vector512.Create((long)by));
        lanes.Store(room);
        lanes.Store(room + Lanes);
        return Vector512.Load(room + by);
    }
}
