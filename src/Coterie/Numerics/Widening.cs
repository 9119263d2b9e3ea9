using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Coterie.Numerics;

/// <summary>Loads eight numbers of <see cref="float"/> or <see cref="double"/> as a vector of float64.</summary>
internal static unsafe class Widening
{
    /// <summary>Loads eight numbers.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="from">The first.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load<T>(T* from)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(double)) return Vector512.Load((double*)from);
        Vector256<float> single = Vector256.Load((float*)from);
        return Vector512.Create(Vector256.WidenLower(single), Vector256.WidenUpper(single));
    }

    /// <summary>Loads fewer than eight numbers, and zeros behind them.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="from">The first.</param>
    /// <param name="count">How many.</param>
    public static Vector512<double> LoadFirst<T>(T* from, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double* numbers = stackalloc double[Vector512<double>.Count];
        for (int k = 0; k < Vector512<double>.Count; k++) numbers[k] = k < count ? double.CreateTruncating(from[k]) : 0;
        return Vector512.Load(numbers);
    }
}
