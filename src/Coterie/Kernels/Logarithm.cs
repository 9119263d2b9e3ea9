using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Coterie.Kernels;

/// <summary>The natural logarithm of positive normal numbers, right to 15 digits.</summary>
/// <remarks>
/// <c>x = 2^k · m</c> with m from 0.703125 to twice that, in one of sixteen parts; with a number c about the middle of the part,
/// <c>ln x = k ln 2 − ln(1/c) + ln(1 + r)</c> and <c>r = m/c − 1</c>, not beyond 1/32. For r a polynomial that keeps the
/// relative error of <c>ln(1 + r)</c> below 8e-16 (found by Lawson's method). In the part about 1, c is 1: so small logarithms
/// are as precise as large ones.
/// </remarks>
internal static unsafe class Logarithm
{
    private const double Ln2 = 0.693147180559945309417;

    // 1/c for each part.
    private static ReadOnlySpan<double> Inverses =>
    [
        1.391304347826087, 1.3333333333333333, 1.28, 1.2307692307692308, 1.1851851851851851, 1.1428571428571428, 1.103448275862069,
        1.0666666666666667, 1.032258064516129, 1, 0.9411764705882353, 0.8888888888888888, 0.8421052631578947, 0.8, 0.7619047619047619,
        0.7272727272727273,
    ];

    // −ln(1/c), of 1/c as it stands above.
    private static ReadOnlySpan<double> Logarithms =>
    [
        -0.3302416868705768, -0.28768207245178085, -0.2468600779315258, -0.20763936477824455, -0.16989903679539742, -0.13353139262452257,
        -0.09844007281325251, -0.06453852113757116, -0.03174869831458027, 0, 0.060624621816434854, 0.11778303565638351, 0.17185025692665928,
        0.2231435513142097, 0.2719337154836418, 0.3184537311185346,
    ];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TVectors, TVector>(TVector x)
        where TVectors : struct, IVectors<TVector>
        where TVector : unmanaged
    {
        // The tables stand in the program's image, which does not move.
        double* inverses = (double*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(Inverses));
        double* logarithms = (double*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(Logarithms));
        TVector r = TVectors.MultiplyAdd(TVectors.Significand(x), TVectors.OfSignificand(x, inverses), TVectors.All(-1));
        TVector square = TVectors.Multiply(r, r);
        // As short chains: a processor has room for the beginning of few vectors beside the end of one.
        TVector first = TVectors.MultiplyAdd(TVectors.All(0.33333333334878423), r, TVectors.All(-0.5000000000000275));
        TVector second = TVectors.MultiplyAdd(TVectors.All(0.19999989754261377), r, TVectors.All(-0.24999999964703984));
        TVector third = TVectors.MultiplyAdd(TVectors.All(0.14305106109892918), r, TVectors.All(-0.16666761535992744));
        third = TVectors.MultiplyAdd(TVectors.All(-0.1243827084073894), square, third);
        TVector more = TVectors.MultiplyAdd(third, TVectors.Multiply(square, square), TVectors.MultiplyAdd(second, square, first));
        TVector whole = TVectors.MultiplyAdd(TVectors.Exponent(x), TVectors.All(Ln2), TVectors.OfSignificand(x, logarithms));
        return TVectors.MultiplyAdd(more, square, TVectors.Add(whole, r));
    }
}
