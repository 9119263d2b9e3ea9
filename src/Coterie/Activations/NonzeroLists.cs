using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Coterie.Kernels;

namespace Coterie.Activations;

/// <summary>
/// Turns a run of rows on its side: for each column, the activations that are not zero, in the order of the samples.
/// </summary>
/// <remarks>
/// Most activations behind a ReLU are zero, and add nothing to any sum or bin of non-zeros; taken out first, they leave
/// full vectors to the arithmetic. In float32, four rows of four columns are transposed in registers, and of each column
/// the non-zeros moved to the front, written, and as many of them kept: there is no branch to mispredict.
/// </remarks>
internal static unsafe class NonzeroLists
{
    /// <summary>How long a list must be able to grow for a run: as the run, and a whole vector more, in whole vectors.</summary>
    public static int Capacity(int rows)
    {
        return (rows + 47) / 16 * 16;
    }

    /// <summary>Lists the non-zeros of a range of columns.</summary>
    /// <param name="run">The rows.</param>
    /// <param name="from">The first column, at a whole step.</param>
    /// <param name="until">Behind the last column.</param>
    /// <param name="lists">A list for each column, up to a whole step, one <see cref="Capacity"/> after the other.</param>
    /// <param name="counts">For each column, how many were listed.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill<T>(ClassRun<T> run, int from, int until, T* lists, int* counts)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        new Span<int>(counts, Columns.Padded(until - from)).Clear();
        if (typeof(T) == typeof(float) && Avx512F.IsSupported)
        {
            FillBySixteens(Unsafe.BitCast<ClassRun<T>, ClassRun<float>>(run), from, until, (float*)lists, counts);
            return;
        }
        int capacity = Capacity(run.Count);
        int k = 0;
        if (typeof(T) == typeof(float) && Vector128.IsHardwareAccelerated)
        {
            for (; k + 4 <= run.Count; k += 4)
            {
                for (int q = from; q < until; q += 4)
                {
                    if (q % Columns.Step == 0) for (int r = k; r < k + 4; r++) run.Fetch(r + 4, q);
                    AppendFour(
                        (float*)run[k] + q,
                        (float*)run[k + 1] + q,
                        (float*)run[k + 2] + q,
                        (float*)run[k + 3] + q,
                        (float*)lists + (q - from) * (nint)capacity,
                        capacity,
                        counts + q - from);
                }
            }
        }
        for (; k < run.Count; k++)
        {
            T* row = run[k] + from;
            for (int q = 0; q < until - from; q++)
            {
                // Written always and kept if not zero.
                lists[q * (nint)capacity + counts[q]] = row[q];
                counts[q] += Unsafe.BitCast<bool, byte>(row[q] != T.Zero);
            }
        }
    }

    // Sixteen rows of sixteen columns at a time are transposed, and the non-zeros of each column moved to the front; meanwhile as many rows
    // are asked for.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FillBySixteens(ClassRun<float> run, int from, int until, float* lists, int* counts)
    {
        nint capacity = Capacity(run.Count);
        // Four columns, four apart, of four rows; four such for sixteen rows.
        byte* unaligned = stackalloc byte[16 * 16 * sizeof(float) + CacheLine.Bytes];
        float* quarters = (float*)CacheLine.At(unaligned);
        for (int k = 0; k < run.Count; k += 16)
        {
            for (int q = from; q < until; q += Columns.Step)
            {
                float* columnLists = lists + (q - from) * capacity;
                int* columnCounts = counts + q - from;
                Vector512<int> listed = Vector512.Load(columnCounts);
                for (int g = 0; g < 4; g++)
                {
                    int first = k + 4 * g;
                    for (int r = first; r < first + 4; r++) run.Fetch(r + 16, q);
                    Vector512<float> a = Row(run, first, q);
                    Vector512<float> b = Row(run, first + 1, q);
                    Vector512<float> c = Row(run, first + 2, q);
                    Vector512<float> d = Row(run, first + 3, q);
                    listed += Vector512.Create(4) + Zeros(a) + Zeros(b) + Zeros(c) + Zeros(d);
                    Vector512<double> lowAB = Avx512F.UnpackLow(a, b).AsDouble();
                    Vector512<double> highAB = Avx512F.UnpackHigh(a, b).AsDouble();
                    Vector512<double> lowCD = Avx512F.UnpackLow(c, d).AsDouble();
                    Vector512<double> highCD = Avx512F.UnpackHigh(c, d).AsDouble();
                    float* quarter = quarters + 16 * g;
                    Avx512F.UnpackLow(lowAB, lowCD).AsSingle().Store(quarter);
                    Avx512F.UnpackHigh(lowAB, lowCD).AsSingle().Store(quarter + 64);
                    Avx512F.UnpackLow(highAB, highCD).AsSingle().Store(quarter + 128);
                    Avx512F.UnpackHigh(highAB, highCD).AsSingle().Store(quarter + 192);
                }
                for (int c = 0; c < 4; c++)
                {
                    float* quarter = quarters + 64 * c;
                    Vector512<float> lowAB = Avx512F.Shuffle4x128(Vector512.Load(quarter), Vector512.Load(quarter + 16), 0x88);
                    Vector512<float> highAB = Avx512F.Shuffle4x128(Vector512.Load(quarter), Vector512.Load(quarter + 16), 0xDD);
                    Vector512<float> lowCD = Avx512F.Shuffle4x128(Vector512.Load(quarter + 32), Vector512.Load(quarter + 48), 0x88);
                    Vector512<float> highCD = Avx512F.Shuffle4x128(Vector512.Load(quarter + 32), Vector512.Load(quarter + 48), 0xDD);
                    float* list = columnLists + c * capacity;
                    int* ends = columnCounts + c;
                    Append(Avx512F.Shuffle4x128(lowAB, lowCD, 0x88), list + ends[0]);
                    Append(Avx512F.Shuffle4x128(highAB, highCD, 0x88), list + 4 * capacity + ends[4]);
                    Append(Avx512F.Shuffle4x128(lowAB, lowCD, 0xDD), list + 8 * capacity + ends[8]);
                    Append(Avx512F.Shuffle4x128(highAB, highCD, 0xDD), list + 12 * capacity + ends[12]);
                }
                listed.Store(columnCounts);
            }
        }
    }

    // Behind the last row are zeros, which no list takes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Row(ClassRun<float> run, int row, int column)
    {
        return row < run.Count ? Vector512.Load(run[row] + column) : Vector512<float>.Zero;
    }

    // −1 where zero.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Zeros(Vector512<float> values)
    {
        return Vector512.Equals(values, Vector512<float>.Zero).AsInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Append(Vector512<float> values, float* end)
    {
        Avx512F.Compress(Vector512<float>.Zero, ~Vector512.Equals(values, Vector512<float>.Zero), values).Store(end);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AppendFour(float* rowA, float* rowB, float* rowC, float* rowD, float* lists, nint capacity, int* counts)
    {
        // The table stands in the program's image, which does not move.
        byte* toFront = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(ToFront));
        Vector128<float> a = Vector128.Load(rowA);
        Vector128<float> b = Vector128.Load(rowB);
        Vector128<float> c = Vector128.Load(rowC);
        Vector128<float> d = Vector128.Load(rowD);
        Vector128<double> lowAB = InterleaveLow(a, b).AsDouble();
        Vector128<double> highAB = InterleaveHigh(a, b).AsDouble();
        Vector128<double> lowCD = InterleaveLow(c, d).AsDouble();
        Vector128<double> highCD = InterleaveHigh(c, d).AsDouble();
        counts[0] += Append(InterleaveLow(lowAB, lowCD).AsSingle(), lists + counts[0], toFront);
        counts[1] += Append(InterleaveHigh(lowAB, lowCD).AsSingle(), lists + capacity + counts[1], toFront);
        counts[2] += Append(InterleaveLow(highAB, highCD).AsSingle(), lists + 2 * capacity + counts[2], toFront);
        counts[3] += Append(InterleaveHigh(highAB, highCD).AsSingle(), lists + 3 * capacity + counts[3], toFront);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Append(Vector128<float> values, float* end, byte* toFront)
    {
        uint nonzero = ~Vector128.Equals(values, Vector128<float>.Zero).ExtractMostSignificantBits() & 0xF;
        Vector128.ShuffleNative(values.AsByte(), Vector128.Load(toFront + nonzero * 16)).AsSingle().Store(end);
        return BitOperations.PopCount(nonzero);
    }

    // a0 b0 a1 b1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveLow(Vector128<float> a, Vector128<float> b)
    {
        if (Sse.IsSupported) return Sse.UnpackLow(a, b);
        if (AdvSimd.Arm64.IsSupported) return AdvSimd.Arm64.ZipLow(a, b);
        return Vector128.Create(a[0], b[0], a[1], b[1]);
    }

    // a2 b2 a3 b3.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveHigh(Vector128<float> a, Vector128<float> b)
    {
        if (Sse.IsSupported) return Sse.UnpackHigh(a, b);
        if (AdvSimd.Arm64.IsSupported) return AdvSimd.Arm64.ZipHigh(a, b);
        return Vector128.Create(a[2], b[2], a[3], b[3]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> InterleaveLow(Vector128<double> a, Vector128<double> b)
    {
        if (Sse2.IsSupported) return Sse2.UnpackLow(a, b);
        if (AdvSimd.Arm64.IsSupported) return AdvSimd.Arm64.ZipLow(a, b);
        return Vector128.Create(a[0], b[0]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> InterleaveHigh(Vector128<double> a, Vector128<double> b)
    {
        if (Sse2.IsSupported) return Sse2.UnpackHigh(a, b);
        if (AdvSimd.Arm64.IsSupported) return AdvSimd.Arm64.ZipHigh(a, b);
        return Vector128.Create(a[1], b[1]);
    }

    // For each set of lanes, the bytes of those lanes in order; what follows them does not matter.
    private static ReadOnlySpan<byte> ToFront =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        4, 5, 6, 7, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        8, 9, 10, 11, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        0, 1, 2, 3, 8, 9, 10, 11, 8, 9, 10, 11, 12, 13, 14, 15,
        4, 5, 6, 7, 8, 9, 10, 11, 8, 9, 10, 11, 12, 13, 14, 15,
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        12, 13, 14, 15, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15,
        4, 5, 6, 7, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15,
        0, 1, 2, 3, 4, 5, 6, 7, 12, 13, 14, 15, 12, 13, 14, 15,
        8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15,
        0, 1, 2, 3, 8, 9, 10, 11, 12, 13, 14, 15, 12, 13, 14, 15,
        4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 12, 13, 14, 15,
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
    ];
}
