using System.Runtime.CompilerServices;

namespace Coterie.Numerics;

/// <summary>Choices between numbers without a branch, for conditions that a processor cannot predict.</summary>
internal static class Branchless
{
    /// <summary>The value where the condition holds, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Where(bool condition, double value)
    {
        return BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(value) & -(condition ? 1L : 0L));
    }
}
