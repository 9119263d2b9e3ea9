using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Coterie.Kernels;

/// <summary>Lanes of 256 bits.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal readonly unsafe struct Lanes256<T> : ILanes<T, Vector256<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Count => Vector256<T>.Count;

    public static Vector256<T> All(T value) => Vector256.Create(value);

    public static Vector256<T> Load(T* from) => Vector256.Load(from);

    public static void Store(Vector256<T> vector, T* to) => vector.Store(to);

    public static Vector256<T> Add(Vector256<T> left, Vector256<T> right) => left + right;

    public static Vector256<T> Max(Vector256<T> left, Vector256<T> right) => Vector256.MaxNative(left, right);

    public static Vector256<T> Min(Vector256<T> left, Vector256<T> right) => Vector256.MinNative(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> WhereNonzero(Vector256<T> vector, Vector256<T> nonzero, Vector256<T> zero)
    {
        return Vector256.ConditionalSelect(~Vector256.Equals(vector, Vector256<T>.Zero), nonzero, zero);
    }
}
