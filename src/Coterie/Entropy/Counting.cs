using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Coterie.Kernels;

namespace Coterie.Entropy;

/// <summary>
/// Counts the non-zero activations of one neuron on samples of one class in its <see cref="Cells"/>, and their |x| ln|x|.
/// </summary>
/// <remarks>
/// A vector's cells come from one multiplication and addition for each grid, see <see cref="Bins"/>. Rounding
/// makes that wrong only next to an edge; a value that comes so near is looked up by the definition instead. Vectors first, then number by
/// number what may meet itself: so neither waits for the other.
/// </remarks>
/// <param name="cells">Room for four times as many numbers as there are values, in whole vectors.</param>
/// <param name="capacity">A quarter of that room.</param>
/// <param name="lanes">Room for twice the lanes of a sum.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly unsafe struct Counting(double* cells, nint capacity, double* lanes)
{
    // Subnormal numbers, which the vectors' logarithm does not take, are multiplied by 2^60.
    private const double SmallestNormal = 2.2250738585072014e-308;
    private const double TwoTo60 = 1L << 60;
    private const double LogarithmOfTwoTo60 = 41.588830833596718565;

    /// <summary>Counts values.</summary>
    /// <param name="values">The values, none zero, each in the ranges of the bins; a whole vector behind them can be written.</param>
    /// <param name="count">How many, 1 or more.</param>
    /// <param name="ahead">Activations that will be wanted next; they are asked for meanwhile.</param>
    /// <param name="width">How many activations those are.</param>
    /// <param name="own">The bins over the class.</param>
    /// <param name="whole">The bins over all samples.</param>
    /// <param name="counts">The counts of the cells.</param>
    /// <param name="magnitudeLog">The sum of |x| ln|x|, to which the values' are added.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Count<T, TVectors, TVector, TCount>(
        T* values, int count, T* ahead, int width, JointBins* own, JointBins* whole, TCount* counts, InterleavedSum* magnitudeLog)
        where TCount : unmanaged, IBinaryInteger<TCount>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVectors : struct, IVectors<TVector>
        where TVector : unmanaged
    {
        Prepare<T, TVectors, TVector, Together>(values, count, ahead, width, own, whole, magnitudeLog);
        // The high half of a number in the room is a cell and a constant.
        int* cell = (int*)cells + 1;
        counts -= Cells.Offset;
        for (nint k = 0; k < count; k++) counts[cell[2 * k]]++;
    }

    /// <summary>Counts values in the bins of each grid for itself: of few, that takes less time than to tell their cells apart.</summary>
    /// <param name="values">The values, as for cells.</param>
    /// <param name="count">How many, 1 or more.</param>
    /// <param name="ahead">Activations that will be wanted next.</param>
    /// <param name="width">How many activations those are.</param>
    /// <param name="own">The bins over the class.</param>
    /// <param name="whole">The bins over all samples.</param>
    /// <param name="counts">The counts of the class's bins of non-zero values, of its bins of all, and so of those over all samples.</param>
    /// <param name="magnitudeLog">The sum of |x| ln|x|, to which the values' are added.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CountApart<T, TVectors, TVector>(
        T* values, int count, T* ahead, int width, JointBins* own, JointBins* whole, int* counts, InterleavedSum* magnitudeLog)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVectors : struct, IVectors<TVector>
        where TVector : unmanaged
    {
        Prepare<T, TVectors, TVector, Apart>(values, count, ahead, width, own, whole, magnitudeLog);
        int bins = own->All.Count;
        int* place = (int*)cells + 1;
        counts -= Bins.HighHalfOfZero;
        for (nint k = 0; k < count; k++)
        {
            counts[place[2 * k]]++;
            counts[bins + place[2 * (capacity + k)]]++;
            counts[2 * bins + place[2 * (2 * capacity + k)]]++;
            counts[3 * bins + place[2 * (3 * capacity + k)]]++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Prepare<T, TVectors, TVector, TPlaces>(
        T* values, int count, T* ahead, int width, JointBins* own, JointBins* whole, InterleavedSum* magnitudeLog)
        where TPlaces : struct
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVectors : struct, IVectors<TVector>
        where TVector : unmanaged
    {
        // Ones fill the last vector: they are not counted, and their |x| ln|x| is 0. Where 1 is an edge, they cost a look-up.
        Vector512<T>.One.Store(values + count);
        magnitudeLog->Lend(lanes);
        Compute<T, TVectors, TVector, TPlaces>(values, count, ahead, width, own, whole);
        magnitudeLog->TakeBack(lanes, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Compute<T, TVectors, TVector, TPlaces>(T* values, int count, T* ahead, int width, JointBins* own, JointBins* whole)
        where TPlaces : struct
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVectors : struct, IVectors<TVector>
        where TVector : unmanaged
    {
        TVector ownNonzeroScale = TVectors.All(own->Nonzero.Scale);
        TVector ownNonzeroStart = TVectors.All(own->Nonzero.Start);
        TVector ownAllScale = TVectors.All(own->All.Scale);
        TVector ownAllStart = TVectors.All(own->All.Start);
        TVector wholeNonzeroScale = TVectors.All(whole->Nonzero.Scale);
        TVector wholeNonzeroStart = TVectors.All(whole->Nonzero.Start);
        TVector wholeAllScale = TVectors.All(whole->All.Scale);
        TVector wholeAllStart = TVectors.All(whole->All.Start);
        double* cell = cells;
        nint apart = capacity;
        double* sums = lanes;
        // Some with each vector: all at once, they would have what is wanted now wait.
        nint step = width * sizeof(T) / count;
        TVector nearest = TVectors.All(BitConverter.UInt64BitsToDouble(ulong.MaxValue));
        for (nint k = 0; k < count; k += TVectors.Lanes)
        {
            CacheLine.FetchFar((byte*)ahead + k * step);
            TVector x = TVectors.Load(values + k);
            TVector ownNonzero = TVectors.MultiplyAdd(x, ownNonzeroScale, ownNonzeroStart);
            TVector ownAll = TVectors.MultiplyAdd(x, ownAllScale, ownAllStart);
            TVector wholeNonzero = TVectors.MultiplyAdd(x, wholeNonzeroScale, wholeNonzeroStart);
            TVector wholeAll = TVectors.MultiplyAdd(x, wholeAllScale, wholeAllStart);
            if (typeof(TPlaces) == typeof(Apart))
            {
                TVectors.Store(ownNonzero, cell + k);
                TVectors.Store(ownAll, cell + apart + k);
                TVectors.Store(wholeNonzero, cell + 2 * apart + k);
                TVectors.Store(wholeAll, cell + 3 * apart + k);
            }
            else
            {
                TVectors.Store(TVectors.AddHalves(TVectors.AddHalves(ownNonzero, ownAll), TVectors.AddHalves(wholeNonzero, wholeAll)), cell + k);
            }
            double* sum = InterleavedSum.Lane(sums, k);
            TVector size = TVectors.Abs(x);
            TVectors.Store(TVectors.MultiplyAdd(size, LogarithmOf<T, TVectors, TVector>(size), TVectors.Load(sum)), sum);
            nearest = TVectors.MinHalves(
                nearest, TVectors.MinHalves(TVectors.MinHalves(ownNonzero, ownAll), TVectors.MinHalves(wholeNonzero, wholeAll)));
        }
        TVector clear = TVectors.All(BitConverter.UInt64BitsToDouble(own->Clear & whole->Clear));
        if (TVectors.NoneSet(nearest, clear) != 0) LookUpNear<T, TVectors, TVector, TPlaces>(values, count, own, whole);
    }

    // Apart, so that no call has the vectors of the other loop leave their registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void LookUpNear<T, TVectors, TVector, TPlaces>(T* values, int count, JointBins* own, JointBins* whole)
        where TPlaces : struct
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVectors : struct, IVectors<TVector>
        where TVector : unmanaged
    {
        TVector clear = TVectors.All(BitConverter.UInt64BitsToDouble(own->Clear & whole->Clear));
        for (nint k = 0; k < count; k += TVectors.Lanes)
        {
            TVector x = TVectors.Load(values + k);
            uint near = TVectors.NoneSet(TVectors.MinHalves(Nearest(x, own), Nearest(x, whole)), clear);
            for (; near != 0; near &= near - 1)
            {
                nint at = k + BitOperations.TrailingZeroCount(near);
                double value = double.CreateTruncating(values[at]);
                int* place = (int*)(cells + at) + 1;
                if (typeof(TPlaces) == typeof(Apart))
                {
                    place[0] = own->Nonzero.Of(value) + Bins.HighHalfOfZero;
                    place[2 * capacity] = own->All.Of(value) + Bins.HighHalfOfZero;
                    place[4 * capacity] = whole->Nonzero.Of(value) + Bins.HighHalfOfZero;
                    place[6 * capacity] = whole->All.Of(value) + Bins.HighHalfOfZero;
                }
                else
                {
                    place[0] = Cells.Of(*own, *whole, value) + Cells.Offset;
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TVector Nearest(TVector x, JointBins* joint)
        {
            return TVectors.MinHalves(
                TVectors.MultiplyAdd(x, TVectors.All(joint->Nonzero.Scale), TVectors.All(joint->Nonzero.Start)),
                TVectors.MultiplyAdd(x, TVectors.All(joint->All.Scale), TVectors.All(joint->All.Start)));
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

    // Whether the room gets a value's four places added up, its cell, or each for itself: a type, so that .NET compiles each for itself too.
    private readonly struct Together;

    private readonly struct Apart;
}
