using System.Runtime.CompilerServices;

namespace Coterie.Kernels;

/// <summary>The natural logarithm of positive normal numbers, right to 15 digits.</summary>
/// <remarks>
/// <c>x = 2^k · m</c> with m between √½ and √2, so <c>ln x = k ln 2 + ln(1 + f)</c> with <c>f = m − 1</c>;
/// <c>ln(1 + f) / f</c> is a polynomial through the Chebyshev nodes of that range, its relative error below 3e-15.
/// Even and odd powers are summed apart, as two chains that do not wait for each other.
/// </remarks>
internal static class Logarithm
{
    private const double Ln2 = 0.693147180559945309417;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TVectors, TVector>(TVector x)
        where TVectors : struct, IVectors<TVector>
        where TVector : unmanaged
    {
        TVector f = TVectors.Subtract(TVectors.Significand(x), TVectors.All(1));
        TVector square = TVectors.Multiply(f, f);
        TVector even = TVectors.All(0.06999186985987602);
        even = TVectors.MultiplyAdd(even, square, TVectors.All(0.06726720744302508));
        even = TVectors.MultiplyAdd(even, square, TVectors.All(0.07660269805860552));
        even = TVectors.MultiplyAdd(even, square, TVectors.All(0.09094245653714288));
        even = TVectors.MultiplyAdd(even, square, TVectors.All(0.11110946732095511));
        even = TVectors.MultiplyAdd(even, square, TVectors.All(0.14285718451611704));
        even = TVectors.MultiplyAdd(even, square, TVectors.All(0.19999999949274835));
        even = TVectors.MultiplyAdd(even, square, TVectors.All(0.3333333333356651));
        even = TVectors.MultiplyAdd(even, square, TVectors.All(0.9999999999999982));
        TVector odd = TVectors.All(-0.03253853695898937);
        odd = TVectors.MultiplyAdd(odd, square, TVectors.All(-0.07427741487719715));
        odd = TVectors.MultiplyAdd(odd, square, TVectors.All(-0.06962423010931573));
        odd = TVectors.MultiplyAdd(odd, square, TVectors.All(-0.08346792286717583));
        odd = TVectors.MultiplyAdd(odd, square, TVectors.All(-0.09999461254666711));
        odd = TVectors.MultiplyAdd(odd, square, TVectors.All(-0.12500011471161163));
        odd = TVectors.MultiplyAdd(odd, square, TVectors.All(-0.16666666547721348));
        odd = TVectors.MultiplyAdd(odd, square, TVectors.All(-0.2500000000049055));
        odd = TVectors.MultiplyAdd(odd, square, TVectors.All(-0.4999999999999949));
        TVector ofSignificand = TVectors.Multiply(f, TVectors.MultiplyAdd(odd, f, even));
        return TVectors.MultiplyAdd(TVectors.Exponent(x), TVectors.All(Ln2), ofSignificand);
    }
}
