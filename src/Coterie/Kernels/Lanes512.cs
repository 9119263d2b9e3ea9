using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Coterie.Kernels;

/// <summary>Lanes of 512 bits.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal readonly unsafe struct Lanes512<T> : ILanes<T, Vector512<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Count => Vector512<T>.Count;

    public static Vector512<T> All(T value) => Vector512.Create(value);

    public static Vector512<T> Load(T* from) => Vector512.Load(from);

    public static void Store(Vector512<T> vector, T* to) => vector.Store(to);

    public static Vector512<T> Add(Vector512<T> left, Vector512<T> right) => left + right;

    public static Vector512<T> Max(Vector512<T> left, Vector512<T> right) => Vector512.MaxNative(left, right);

    public static Vector512<T> Min(Vector512<T> left, Vector512<T> right) => Vector512.MinNative(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> WhereNonzero(Vector512<T> vector, Vector512<T> nonzero, Vector512<T> zero)
    {
        return Vector512.ConditionalSelect(~Vector512.Equals(vector, Vector512<T>.Zero), nonzero, zero);
    }
}
