using System.Numerics;

namespace Coterie.Kernels;

/// <summary>
/// The vectors of the activations' own type, for what needs no widening: comparing them. Of float32 they take twice as many at once as
/// <see cref="IVectors{TVector}"/> of the same width.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <typeparam name="TVector">The vector.</typeparam>
internal unsafe interface ILanes<T, TVector>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TVector : unmanaged
{
    /// <summary>How many numbers a vector holds.</summary>
    static abstract int Count { get; }

    static abstract TVector All(T value);

    static abstract TVector Load(T* from);

    static abstract void Store(TVector vector, T* to);

    static abstract TVector Add(TVector left, TVector right);

    /// <summary>The greater lane by lane; either where one is NaN.</summary>
    static abstract TVector Max(TVector left, TVector right);

    /// <summary>The smaller lane by lane; either where one is NaN.</summary>
    static abstract TVector Min(TVector left, TVector right);

    /// <summary>Where the vector is not zero (NaN is not), one value, else the other.</summary>
    static abstract TVector WhereNonzero(TVector vector, TVector nonzero, TVector zero);
}
