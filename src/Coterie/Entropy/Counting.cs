using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Coterie.Kernels;

namespace Coterie.Entropy;

/// <summary>
/// Counts the non-zero activations of one neuron on samples of one class: in the class's cells and in those of all samples,
/// and their |x| ln|x|.
/// </summary>
/// <remarks>
/// A vector's cells come from one multiplication and addition for each grid, see <see cref="JointBins.NonzeroStart"/>. Rounding
/// makes that wrong only next to an edge; a value that comes so near is looked up by the definition instead. Vectors first, then number by
/// number what may meet itself: so neither waits for the other.
/// </remarks>
/// <param name="ownCells">Room for as many numbers as there are values, in whole vectors, as are the next.</param>
/// <param name="wholeCells">The same.</param>
/// <param name="lanes">Room for twice the lanes of a sum.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly unsafe struct Counting(double* ownCells, double* wholeCells, double* lanes)
{
    // Subnormal numbers, which the vectors' logarithm does not take, are multiplied by 2^60.
    private const double SmallestNormal = 2.2250738585072014e-308;
    private const double TwoTo60 = 1L << 60;
    private const double LogarithmOfTwoTo60 = 41.588830833596718565;

    /// <summary>Counts values.</summary>
    /// <param name="values">The values, none zero, each in the ranges of the bins; a whole vector behind them can be written.</param>
    /// <param name="count">How many, 1 or more.</param>
    /// <param name="ahead">Activations that will be wanted next; they are asked for meanwhile.</param>
    /// <param name="width">How many.</param>
    /// <param name="own">The class's cells.</param>
    /// <param name="ownCounts">Their counts.</param>
    /// <param name="whole">The cells of all samples.</param>
    /// <param name="wholeCounts">Their counts.</param>
    /// <param name="magnitudeLog">The sum of |x| ln|x|, to which the values' are added.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Count<T, TVectors, TVector>(
        T* values, int count, T* ahead, int width, JointBins* own, int* ownCounts, JointBins* whole, int* wholeCounts, InterleavedSum* magnitudeLog)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVectors : struct, IVectors<TVector>
        where TVector : unmanaged
    {
        // Ones fill the last vector: they are not counted, and their |x| ln|x| is 0.
        Vector512<T>.One.Store(values + count);
        magnitudeLog->Lend(lanes);
        Compute<T, TVectors, TVector>(values, count, ahead, width, own, whole);
        magnitudeLog->TakeBack(lanes, count);
        // The high half of a number in these rooms is a cell and a constant.
        int* ownCell = (int*)ownCells + 1;
        int* wholeCell = (int*)wholeCells + 1;
        ownCounts -= JointBins.CellOffset;
        wholeCounts -= JointBins.CellOffset;
        for (nint k = 0; k < count; k++)
        {
            ownCounts[ownCell[2 * k]]++;
            wholeCounts[wholeCell[2 * k]]++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Compute<T, TVectors, TVector>(T* values, int count, T* ahead, int width, JointBins* own, JointBins* whole)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVectors : struct, IVectors<TVector>
        where TVector : unmanaged
    {
        TVector ownNonzeroScale = TVectors.All(own->NonzeroScale);
        TVector ownNonzeroStart = TVectors.All(own->NonzeroStart);
        TVector ownAllScale = TVectors.All(own->AllScale);
        TVector ownAllStart = TVectors.All(own->AllStart);
        TVector wholeNonzeroScale = TVectors.All(whole->NonzeroScale);
        TVector wholeNonzeroStart = TVectors.All(whole->NonzeroStart);
        TVector wholeAllScale = TVectors.All(whole->AllScale);
        TVector wholeAllStart = TVectors.All(whole->AllStart);
        double* ownCell = ownCells;
        double* wholeCell = wholeCells;
        double* sums = lanes;
        // Some with each vector: all at once, they would have what is wanted now wait.
        nint step = width * sizeof(T) / count;
        TVector nearest = TVectors.All(BitConverter.UInt64BitsToDouble(ulong.MaxValue));
        for (nint k = 0; k < count; k += TVectors.Lanes)
        {
            CacheLine.Fetch((byte*)ahead + k * step);
            TVector x = TVectors.Load(values + k);
            TVector ownNonzero = TVectors.MultiplyAdd(x, ownNonzeroScale, ownNonzeroStart);
            TVector ownAll = TVectors.MultiplyAdd(x, ownAllScale, ownAllStart);
            TVector wholeNonzero = TVectors.MultiplyAdd(x, wholeNonzeroScale, wholeNonzeroStart);
            TVector wholeAll = TVectors.MultiplyAdd(x, wholeAllScale, wholeAllStart);
            TVectors.Store(TVectors.AddHalves(ownNonzero, ownAll), ownCell + k);
            TVectors.Store(TVectors.AddHalves(wholeNonzero, wholeAll), wholeCell + k);
            double* sum = sums + (k & (InterleavedSum.Lanes - 1));
            TVector size = TVectors.Abs(x);
            TVectors.Store(TVectors.MultiplyAdd(size, LogarithmOf<T, TVectors, TVector>(size), TVectors.Load(sum)), sum);
            nearest = TVectors.MinHalves(
                nearest, TVectors.MinHalves(TVectors.MinHalves(ownNonzero, ownAll), TVectors.MinHalves(wholeNonzero, wholeAll)));
        }
        TVector clear = TVectors.All(BitConverter.UInt64BitsToDouble(own->Clear & whole->Clear));
        if (TVectors.NoneSet(nearest, clear) != 0) LookUpNear<T, TVectors, TVector>(values, count, own, whole);
    }

    // Apart, so that no call has the vectors of the other loop leave their registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void LookUpNear<T, TVectors, TVector>(T* values, int count, JointBins* own, JointBins* whole)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVectors : struct, IVectors<TVector>
        where TVector : unmanaged
    {
        TVector clear = TVectors.All(BitConverter.UInt64BitsToDouble(own->Clear & whole->Clear));
        for (nint k = 0; k < count; k += TVectors.Lanes)
        {
            TVector x = TVectors.Load(values + k);
            uint near = TVectors.NoneSet(TVectors.MinHalves(Nearest(x, own), Nearest(x, whole)), clear);
            LookUp(values + k, near, own, (int*)(ownCells + k) + 1, whole, (int*)(wholeCells + k) + 1);
        }

        static TVector Nearest(TVector x, JointBins* joint)
        {
            return TVectors.MinHalves(
                TVectors.MultiplyAdd(x, TVectors.All(joint->NonzeroScale), TVectors.All(joint->NonzeroStart)),
                TVectors.MultiplyAdd(x, TVectors.All(joint->AllScale), TVectors.All(joint->AllStart)));
        }
    }

    private static void LookUp<T>(T* values, uint lanes, JointBins* own, int* ownCell, JointBins* whole, int* wholeCell)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (; lanes != 0; lanes &= lanes - 1)
        {
            int lane = BitOperations.TrailingZeroCount(lanes);
            double value = double.CreateTruncating(values[lane]);
            ownCell[2 * lane] = own->CellOf(value) + JointBins.CellOffset;
            wholeCell[2 * lane] = whole->CellOf(value) + JointBins.CellOffset;
        }
    }

    // ln x of positive numbers, subnormal ones too.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector LogarithmOf<T, TVectors, TVector>(TVector size)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVectors : struct, IVectors<TVector>
        where TVector : unmanaged
    {
        // Every float32 is a normal number in float64.
        if (typeof(T) == typeof(float)) return Logarithm.Of<TVectors, TVector>(size);
        TVector small = TVectors.Subtract(size, TVectors.All(SmallestNormal));
        TVector normal = TVectors.WhereNegative(small, TVectors.Multiply(size, TVectors.All(TwoTo60)), size);
        TVector more = TVectors.WhereNegative(small, TVectors.All(LogarithmOfTwoTo60), TVectors.All(0));
        return TVectors.Subtract(Logarithm.Of<TVectors, TVector>(normal), more);
    }
}
