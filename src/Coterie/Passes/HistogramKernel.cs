using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Coterie.Entropy;
using Coterie.Numerics;

namespace Coterie.Passes;

/// <summary>
/// Counts non-zero activations of one neuron on samples of one class, in its bins over the class, in its bins over all samples and in the
/// bins common to all neurons, and adds up |x| ln|x|.
/// </summary>
/// <remarks>
/// First the places of all values in all bins, in vectors, see <see cref="Bins"/>; then the counting, value by value. The few values that
/// come too near to an edge are looked up by the definition in between.
/// </remarks>
internal static unsafe class HistogramKernel
{
    // Subnormal numbers, which the vectors' logarithm does not take, are multiplied by 2^60.
    private const double SmallestNormal = 2.2250738585072014e-308;
    private const double TwoTo60 = 1L << 60;
    private const double LogarithmOfTwoTo60 = 41.588830833596718565;

    /// <summary>The room that a list of values needs for a vector that is filled up behind it.</summary>
    public const int Spare = InterleavedSum.LaneCount;

    /// <summary>Counts a list of values.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="values">
    /// The list. Its first value stands at the sum's next lane, with ones before it; behind the last there is room for
    /// <see cref="Spare"/> more.
    /// </param>
    /// <param name="end">Behind the last value.</param>
    /// <param name="own">The bins over the class.</param>
    /// <param name="whole">The bins over all samples.</param>
    /// <param name="common">The bins common to all neurons.</param>
    /// <param name="ownCounts">The counts over the class: of the bins of non-zeros, of the bins of all, of the common bins.</param>
    /// <param name="wholeCounts">Over all samples: of the bins of non-zeros, of the bins of all.</param>
    /// <param name="magnitudeLog">The class's sum of |x| ln|x|.</param>
    /// <param name="places">Room for five times <paramref name="end"/> numbers, each fifth rounded up to whole vectors.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Count<T>(
        T* values,
        int end,
        BinPair* own,
        BinPair* whole,
        Bins* common,
        int* ownCounts,
        int* wholeCounts,
        InterleavedSum* magnitudeLog,
        double* places)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int first = magnitudeLog->Next;
        nint length = (end + Vector512<double>.Count - 1) / Vector512<double>.Count * Vector512<double>.Count;
        // Ones fill the last vector: their |x| ln|x| is 0, and they are not counted.
        for (nint k = end; k < length; k++) values[k] = T.One;
        Vector512<uint> least = FindPlaces(values, length, own, whole, common, magnitudeLog->Lanes, places);
        magnitudeLog->Advance(end - first);
        Vector512<ulong> farFromEdge = Vector512.Create(own->FarFromEdge & whole->FarFromEdge & common->FarFromEdge);
        if (Vector512.EqualsAny(least.AsUInt64() & farFromEdge, Vector512<ulong>.Zero))
        {
            LookUpNearEdges(values, first, end, own->Nonzero, (ulong*)places);
            LookUpNearEdges(values, first, end, own->All, (ulong*)places + length);
            LookUpNearEdges(values, first, end, whole->Nonzero, (ulong*)places + 2 * length);
            LookUpNearEdges(values, first, end, whole->All, (ulong*)places + 3 * length);
            LookUpNearEdges(values, first, end, *common, (ulong*)places + 4 * length);
        }
        // The bins are in the high halves.
        int bins = own->All.Count;
        int* place = (int*)places + 1;
        ownCounts -= Bins.HighHalfOfZero;
        wholeCounts -= Bins.HighHalfOfZero;
        for (nint k = first; k < end; k++)
        {
            ownCounts[place[2 * k]]++;
            ownCounts[bins + place[2 * (length + k)]]++;
            ownCounts[2 * bins + place[2 * (4 * length + k)]]++;
            wholeCounts[place[2 * (2 * length + k)]]++;
            wholeCounts[bins + place[2 * (3 * length + k)]]++;
        }
    }

    // Returns the least of all places in each lane, the halves of their bits apart.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<uint> FindPlaces<T>(
        T* values, nint length, BinPair* own, BinPair* whole, Bins* common, double* lanes, double* places)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector512<double> ownNonzeroScale = Vector512.Create(own->Nonzero.Scale);
        Vector512<double> ownNonzeroStart = Vector512.Create(own->Nonzero.Start);
        Vector512<double> ownAllScale = Vector512.Create(own->All.Scale);
        Vector512<double> ownAllStart = Vector512.Create(own->All.Start);
        Vector512<double> wholeNonzeroScale = Vector512.Create(whole->Nonzero.Scale);
        Vector512<double> wholeNonzeroStart = Vector512.Create(whole->Nonzero.Start);
        Vector512<double> wholeAllScale = Vector512.Create(whole->All.Scale);
        Vector512<double> wholeAllStart = Vector512.Create(whole->All.Start);
        Vector512<double> commonScale = Vector512.Create(common->Scale);
        Vector512<double> commonStart = Vector512.Create(common->Start);
        Vector512<double> sum = Vector512.Load(lanes);
        Vector512<uint> least = Vector512<uint>.AllBitsSet;
        for (nint k = 0; k < length; k += Vector512<double>.Count)
        {
            Vector512<double> x = Widening.Load(values + k);
            Vector512<double> ownNonzero = Vector512.FusedMultiplyAdd(x, ownNonzeroScale, ownNonzeroStart);
            Vector512<double> ownAll = Vector512.FusedMultiplyAdd(x, ownAllScale, ownAllStart);
            Vector512<double> wholeNonzero = Vector512.FusedMultiplyAdd(x, wholeNonzeroScale, wholeNonzeroStart);
            Vector512<double> wholeAll = Vector512.FusedMultiplyAdd(x, wholeAllScale, wholeAllStart);
            Vector512<double> inCommon = Vector512.FusedMultiplyAdd(x, commonScale, commonStart);
            ownNonzero.Store(places + k);
            ownAll.Store(places + length + k);
            wholeNonzero.Store(places + 2 * length + k);
            wholeAll.Store(places + 3 * length + k);
            inCommon.Store(places + 4 * length + k);
            Vector512<uint> ofOwn = Vector512.Min(ownNonzero.AsUInt32(), ownAll.AsUInt32());
            Vector512<uint> ofWhole = Vector512.Min(wholeNonzero.AsUInt32(), wholeAll.AsUInt32());
            least = Vector512.Min(Vector512.Min(least, inCommon.AsUInt32()), Vector512.Min(ofOwn, ofWhole));
            Vector512<double> size = Vector512.Abs(x);
            sum = Vector512.FusedMultiplyAdd(size, LogarithmOf<T>(size), sum);
        }
        sum.Store(lanes);
        return least;
    }

    private static void LookUpNearEdges<T>(T* values, int first, int end, in Bins bins, ulong* places)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int k = first; k < end; k++)
        {
            if (!bins.IsNearEdge(places[k])) continue;
            places[k] = (ulong)(bins.Of(double.CreateTruncating(values[k])) + Bins.HighHalfOfZero) << 32;
        }
    }

    // ln x of positive numbers, subnormal ones too.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> LogarithmOf<T>(Vector512<double> size)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Every float32 is a normal number in float64.
        if (typeof(T) == typeof(float)) return Logarithm.Of(size);
        Vector512<double> isSmall = Vector512.LessThan(size, Vector512.Create(SmallestNormal));
        Vector512<double> normal = Vector512.ConditionalSelect(isSmall, size * Vector512.Create(TwoTo60), size);
        Vector512<double> more = isSmall & Vector512.Create(LogarithmOfTwoTo60);
        return Logarithm.Of(normal) - more;
    }
}
