using System.Numerics;

namespace Coterie.Kernels;

/// <summary>Lanes of one number, for machines that have no others.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal readonly unsafe struct ScalarLanes<T> : ILanes<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Count => 1;

    public static T All(T value) => value;

    public static T Load(T* from) => *from;

    public static void Store(T vector, T* to) => *to = vector;

    public static T Add(T left, T right) => left + right;

    public static T Max(T left, T right) => T.MaxNative(left, right);

    public static T Min(T left, T right) => T.MinNative(left, right);

    public static T WhereNonzero(T vector, T nonzero, T zero) => vector == T.Zero ? zero : nonzero;
}
