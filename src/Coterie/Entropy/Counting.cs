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
/// number what has an order or may meet itself: so neither waits for the other.
/// </remarks>
/// <param name="ownCells">Room for as many numbers as there are values, in whole vectors, as are the next.</param>
/// <param name="wholeCells">The same.</param>
/// <param name="terms">The same for |x| ln|x|.</param>
/// <param name="doubts">The same for which lanes of a vector are next to an edge.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly unsafe struct Counting(double* ownCells, double* wholeCells, double* terms, byte* doubts)
{
    // Subnormal numbers, which the vectors' logarithm does not take, are multiplied by 2^60.
    private const double SmallestNormal = 2.2250738585072014e-308;
    private const double TwoTo60 = 1L << 60;
    private const double LogarithmOfTwoTo60 = 41.588830833596718565;

    /// <summary>Counts values.</summary>
    /// <param name="values">The values, none zero, each in the ranges of the bins; a whole vector behind them can be written.</param>
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
        Vector512.Create(values[0]).Store(values + count);
        Compute<T, TVectors, TVector>(values, count, own, whole);
        // The high half of a number in these rooms is a cell and a constant.
        int* ownCell = (int*)ownCells + 1;
        int* wholeCell = (int*)wholeCells + 1;
        double* term = terms;
        ownCounts -= JointBins.CellOffset;
        wholeCounts -= JointBins.CellOffset;
        double sum = *magnitudeLog;
        for (int k = 0; k < count; k++)
        {
            ownCounts[ownCell[2 * k]]++;
            wholeCounts[wholeCell[2 * k]]++;
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
        TVector ownNonzeroStart = TVectors.All(own->NonzeroStart);
        TVector ownAllScale = TVectors.All(own->AllScale);
        TVector ownAllStart = TVectors.All(own->AllStart);
        TVector ownClear = TVectors.All(own->Clear);
        TVector wholeNonzeroScale = TVectors.All(whole->NonzeroScale);
        TVector wholeNonzeroStart = TVectors.All(whole->NonzeroStart);
        TVector wholeAllScale = TVectors.All(whole->AllScale);
        TVector wholeAllStart = TVectors.All(whole->AllStart);
        TVector wholeClear = TVectors.All(whole->Clear);
        double* ownCell = ownCells;
        double* wholeCell = wholeCells;
        double* term = terms;
        byte* doubt = doubts;
        uint anyDoubt = 0;
        for (int k = 0; k < count; k += TVectors.Lanes)
        {
            TVector x = TVectors.Load(values + k);
            TVector ownNonzero = TVectors.MultiplyAdd(x, ownNonzeroScale, ownNonzeroStart);
            TVector ownAll = TVectors.MultiplyAdd(x, ownAllScale, ownAllStart);
            TVector wholeNonzero = TVectors.MultiplyAdd(x, wholeNonzeroScale, wholeNonzeroStart);
            TVector wholeAll = TVectors.MultiplyAdd(x, wholeAllScale, wholeAllStart);
            TVectors.Store(TVectors.AddHalves(ownNonzero, ownAll), ownCell + k);
            TVectors.Store(TVectors.AddHalves(wholeNonzero, wholeAll), wholeCell + k);
            TVectors.Store(Term<T, TVectors, TVector>(x), term + k);
            uint near = TVectors.NoneSet(ownNonzero, ownClear)
                | TVectors.NoneSet(ownAll, ownClear)
                | TVectors.NoneSet(wholeNonzero, wholeClear)
                | TVectors.NoneSet(wholeAll, wholeClear);
            doubt[k / TVectors.Lanes] = (byte)near;
            anyDoubt |= near;
        }
        // After the loop, so that no call has the vectors leave their registers.
        if (anyDoubt != 0)
        {
            for (int k = 0; k < count; k += TVectors.Lanes)
            {
                LookUp(values + k, doubt[k / TVectors.Lanes], own, (int*)(ownCell + k) + 1, whole, (int*)(wholeCell + k) + 1);
            }
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

    // |x| ln|x|.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Term<T, TVectors, TVector>(TVector x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVectors : struct, IVectors<TVector>
        where TVector : unmanaged
    {
        TVector size = TVectors.Abs(x);
        if (typeof(T) == typeof(float)) return TVectors.Multiply(size, Logarithm.Of<TVectors, TVector>(size));
        TVector small = TVectors.Subtract(size, TVectors.All(SmallestNormal));
        TVector normal = TVectors.WhereNegative(small, TVectors.Multiply(size, TVectors.All(TwoTo60)), size);
        TVector more = TVectors.WhereNegative(small, TVectors.All(LogarithmOfTwoTo60), TVectors.All(0));
        return TVectors.Multiply(size, TVectors.Subtract(Logarithm.Of<TVectors, TVector>(normal), more));
    }
}
