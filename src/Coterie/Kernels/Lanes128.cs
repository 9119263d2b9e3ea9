using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Coterie.Kernels;

/// <summary>Lanes of 128 bits.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal readonly unsafe struct Lanes128<T> : ILanes<T, Vector128<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Count => Vector128<T>.Count;

    public static Vector128<T> All(T value) => Vector128.Create(value);

    public static Vector128<T> Load(T* from) => Vector128.Load(from);

    public static void Store(Vector128<T> vector, T* to) => vector.Store(to);

    public static Vector128<T> Add(Vector128<T> left, Vector128<T> right) => left + right;

    public static Vector128<T> Max(Vector128<T> left, Vector128<T> right) => Vector128.MaxNative(left, right);

    public static Vector128<T> Min(Vector128<T> left, Vector128<T> right) => Vector128.MinNative(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> WhereNonzero(Vector128<T> vector, Vector128<T> nonzero, Vector128<T> zero)
    {
        return Vector128.ConditionalSelect(~Vector128.Equals(vector, Vector128<T>.Zero), nonzero, zero);
    }
}
