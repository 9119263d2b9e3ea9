using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Coterie.Kernels;

namespace Coterie.Entropy;

/// <summary>
/// Counts the non-zero activations of one neuron on samples of one class: in the class's cells and in those of all samples,
/// and their |x| ln|x|.
/// </summary>
/// <remarks>
/// A vector's cells come from one multiplication and addition for each grid. Rounding makes that wrong only next to an edge;
/// a value that comes so near is looked up by the definition instead. Vectors first, then number by number what
/// has an order or may meet itself: so neither waits for the other.
/// </remarks>
/// <param name="ownCells">Room for as many cells as the values padded, as are the next.</param>
/// <param name="wholeCells">The same.</param>
/// <param name="terms">The same for |x| ln|x|.</param>
/// <param name="doubts">The same for which lanes of a vector are next to an edge.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly unsafe struct Counting(long* ownCells, long* wholeCells, double* terms, byte* doubts)
{
    private const double TwoTo52 = 4503599627370496.0;

    /// <summary>Counts values.</summary>
    /// <param name="values">The values, none zero, each in the ranges of the bins; writable up to a multiple of eight.</param>
    /// <param name="count">How many, 1 or more.</param>
    /// <param name="own">The class's cells.</param>
    /// <param name="ownCounts">Their counts.</param>
    /// <param name="whole">The cells of all samples.</param>
    /// <param name="wholeCounts">Their counts.</param>
    /// <param name="magnitudeLog">The sum of |x| ln|x|, to which the values' are added one after the other.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Count<T, TVectors, TVector>(
        T* values, int count, JointBins* own, int* ownCounts, JointBins* whole, int* wholeCounts, double* magnitudeLog)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVectors : struct, IVectors<TVector>
        where TVector : unmanaged
    {
        for (int pad = count; pad % TVectors.Lanes != 0; pad++) values[pad] = values[0];
        Compute<T, TVectors, TVector>(values, count, own, whole);
        long* ownCell = ownCells;
        long* wholeCell = wholeCells;
        double* term = terms;
        double sum = *magnitudeLog;
        for (int k = 0; k < count; k++)
        {
            ownCounts[(int)ownCell[k]]++;
            wholeCounts[(int)wholeCell[k]]++;
            sum += term[k];
        }
        *magnitudeLog = sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Compute<T, TVectors, TVector>(T* values, int count, JointBins* own, JointBins* whole)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVectors : struct, IVectors<TVector>
        where TVector : unmanaged
    {
        TVector ownNonzeroScale = TVectors.All(own->NonzeroScale);
        TVector ownNonzeroOffset = TVectors.All(own->NonzeroOffset);
        TVector ownAllScale = TVectors.All(own->AllScale);
        TVector ownAllOffset = TVectors.All(own->AllOffset);
        TVector wholeNonzeroScale = TVectors.All(whole->NonzeroScale);
        TVector wholeNonzeroOffset = TVectors.All(whole->NonzeroOffset);
        TVector wholeAllScale = TVectors.All(whole->AllScale);
        TVector wholeAllOffset = TVectors.All(whole->AllOffset);
        TVector sure = TVectors.All(Math.Min(own->Sure, whole->Sure));
        // A whole number added to 2^52 stands in the low bits of the sum; every instruction set adds, few convert.
        TVector twoTo52 = TVectors.All(TwoTo52);
        long* ownCell = ownCells;
        long* wholeCell = wholeCells;
        double* term = terms;
        byte* doubt = doubts;
        uint anyUnsure = 0;
        for (int k = 0; k < count; k += TVectors.Lanes)
        {
            TVector x = TVectors.Load(values + k);
            TVector ownNonzeroPlace = TVectors.MultiplyAdd(x, ownNonzeroScale, ownNonzeroOffset);
            TVector ownNonzero = TVectors.Round(ownNonzeroPlace);
            TVector ownAllPlace = TVectors.MultiplyAdd(x, ownAllScale, ownAllOffset);
            TVector ownAll = TVectors.Round(ownAllPlace);
            TVectors.Store(TVectors.Add(TVectors.Add(ownNonzero, ownAll), twoTo52), (double*)(ownCell + k));
            TVector off = TVectors.Max(
                TVectors.Abs(TVectors.Subtract(ownNonzeroPlace, ownNonzero)), TVectors.Abs(TVectors.Subtract(ownAllPlace, ownAll)));
            TVector wholeNonzeroPlace = TVectors.MultiplyAdd(x, wholeNonzeroScale, wholeNonzeroOffset);
            TVector wholeNonzero = TVectors.Round(wholeNonzeroPlace);
            TVector wholeAllPlace = TVectors.MultiplyAdd(x, wholeAllScale, wholeAllOffset);
            TVector wholeAll = TVectors.Round(wholeAllPlace);
            TVectors.Store(TVectors.Add(TVectors.Add(wholeNonzero, wholeAll), twoTo52), (double*)(wholeCell + k));
            off = TVectors.Max(off, TVectors.Abs(TVectors.Subtract(wholeNonzeroPlace, wholeNonzero)));
            off = TVectors.Max(off, TVectors.Abs(TVectors.Subtract(wholeAllPlace, wholeAll)));
            TVector size = TVectors.Abs(x);
            TVectors.Store(TVectors.Multiply(size, Logarithm.Of<TVectors, TVector>(size)), term + k);
            uint unsure = TVectors.NotLess(off, sure);
            doubt[k / TVectors.Lanes] = (byte)unsure;
            anyUnsure |= unsure;
        }
        // After the loop, so that no call has the vectors leave their registers.
        if (anyUnsure != 0)
        {
            for (int k = 0; k < count; k += TVectors.Lanes)
            {
                LookUp(values + k, doubt[k / TVectors.Lanes], own, ownCell + k, whole, wholeCell + k);
            }
        }
        // In float64 alone there are numbers too small for the vectors' logarithm.
        if (typeof(T) == typeof(double)) TakeSmall((double*)values, count, term);
    }

    private static void LookUp<T>(T* values, uint lanes, JointBins* own, long* ownCell, JointBins* whole, long* wholeCell)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (; lanes != 0; lanes &= lanes - 1)
        {
            int lane = BitOperations.TrailingZeroCount(lanes);
            double value = double.CreateTruncating(values[lane]);
            ownCell[lane] = own->CellOf(value);
            wholeCell[lane] = whole->CellOf(value);
        }
    }

    private static void TakeSmall(double* values, int count, double* terms)
    {
        for (int k = 0; k < count; k++)
        {
            double size = Math.Abs(values[k]);
            if (!double.IsNormal(size)) terms[k] = size * Math.Log(size);
        }
    }
}
