using System.Numerics;

namespace Coterie.Kernels;

/// <summary>
/// The vectors of float64 that a kernel is written in. A kernel takes the implementation as a type parameter, so that it
/// is compiled anew for each width, and a test can run every width on one machine. All of them round alike, so a kernel
/// gives the same bits at any width.
/// </summary>
/// <typeparam name="TVector">The vector.</typeparam>
internal unsafe interface IVectors<TVector>
    where TVector : unmanaged
{
    /// <summary>How many numbers a vector holds: 8 or a divisor of 8.</summary>
    static abstract int Lanes { get; }

    static abstract TVector All(double value);

    /// <summary>Reads as many numbers as there are lanes, widened to float64.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    static abstract TVector Load<T>(T* from)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    static abstract void Store(TVector vector, double* to);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector Subtract(TVector left, TVector right);

    static abstract TVector Multiply(TVector left, TVector right);

    static abstract TVector Divide(TVector left, TVector right);

    /// <summary><c>left · right + addend</c>, rounded once.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);

    static abstract TVector Abs(TVector vector);

    /// <summary>The greater lane by lane; either where one is NaN.</summary>
    static abstract TVector Max(TVector left, TVector right);

    /// <summary>The smaller lane by lane; either where one is NaN.</summary>
    static abstract TVector Min(TVector left, TVector right);

    /// <summary>Where the vector is less than zero, one value, else the other.</summary>
    static abstract TVector WhereNegative(TVector vector, TVector negative, TVector other);

    /// <summary>One bit for each lane, the first lane's lowest: not (left &lt; right).</summary>
    static abstract uint NotLess(TVector left, TVector right);

    /// <summary>One bit for each lane, the first lane's lowest: none of the bits is set.</summary>
    static abstract uint NoneSet(TVector vector, TVector bits);

    /// <summary>The halves of each lane's bits added as whole numbers, apart from each other.</summary>
    static abstract TVector AddHalves(TVector left, TVector right);

    /// <summary>The smaller of the halves of each lane's bits as whole numbers without a sign, apart from each other.</summary>
    static abstract TVector MinHalves(TVector left, TVector right);

    /// <summary>Of positive normal numbers <c>2^exponent · significand</c>, the exponents; significands are from 0.703125 to twice that.</summary>
    static abstract TVector Exponent(TVector vector);

    /// <summary>The significands that go with <see cref="Exponent"/>.</summary>
    static abstract TVector Significand(TVector vector);

    /// <summary>What a table of 16 has for them: its entries are for sixteenths of the significands' bits.</summary>
    static abstract TVector OfSignificand(TVector vector, double* table);
}
