using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Coterie.Activations;
using Coterie.Kernels;

namespace Coterie.Entropy;

/// <summary>
/// The second reading of some columns of a layer for their entropies: counts the activations of each neuron in equal bins, over
/// all samples and over those of each class, in both binned forms, and sums |x| ln|x|.
/// </summary>
/// <remarks>
/// A class whose samples come all at once needs its counts but for a moment; only the others have tables of their own.
/// </remarks>
internal sealed unsafe class ActivationHistograms
{
    private readonly ActivationStatistics statistics;
    private readonly ColumnSummary[] totals;
    private readonly (int From, int Until) columns;
    private readonly int bins;
    private readonly JointBins[] wholeBins;
    // For each column, of the bins of non-zero values, then of those of all.
    private readonly int[] wholeCounts;
    private readonly ClassHistograms?[] classes;
    private readonly Lock newClass = new();
    private readonly ConcurrentBag<BinCounts> spare = [];

    // A class has a row in each table; a row has a place for each column.
    private readonly int width;
    private readonly int cells;
    private readonly double[] magnitudeLogs;
    private readonly Entropies[] found;

    /// <summary>Starts with nothing counted.</summary>
    /// <param name="statistics">The first reading.</param>
    /// <param name="totals">What it tells of all samples.</param>
    /// <param name="bins">How many bins.</param>
    /// <param name="columns">The columns, the first at a whole step, and the one behind the last.</param>
    public ActivationHistograms(ActivationStatistics statistics, ColumnSummary[] totals, int bins, (int From, int Until) columns)
    {
        this.statistics = statistics;
        this.totals = totals;
        this.bins = bins;
        this.columns = columns;
        width = columns.Until - columns.From;
        cells = Cells.Count(bins);
        wholeBins = new JointBins[width];
        for (int k = 0; k < width; k++) wholeBins[k] = new JointBins(bins, totals[columns.From + k]);
        wholeCounts = CountArrays.Rent(2L * bins * width);
        classes = new ClassHistograms?[statistics.Classes];
        magnitudeLogs = new double[statistics.Classes * (long)width];
        found = new Entropies[magnitudeLogs.Length];
    }

    /// <summary>The most bytes that the histograms of some columns take.</summary>
    /// <param name="columns">How many columns.</param>
    /// <param name="classes">How many classes.</param>
    /// <param name="bins">How many bins.</param>
    /// <param name="samples">How many samples.</param>
    /// <param name="threads">How many threads work on it.</param>
    public static long Bytes(int columns, int classes, int bins, long samples, int threads)
    {
        return ClassHistograms.Bytes(bins, columns, classes, samples)
            + classes * (long)columns * (Unsafe.SizeOf<Entropies>() + sizeof(double))
            + columns * (long)Unsafe.SizeOf<JointBins>()
            + CountArrays.Bytes(2L * bins * columns)
            + threads * BinCounts.Bytes(bins);
    }

    /// <summary>Adds a batch.</summary>
    public void Add<T>(ReadOnlySpan<T> activations, ReadOnlySpan<int> labels, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Add<T, Vectors512, Vector512<double>>(activations, labels, threads);
        else if (Vector256.IsHardwareAccelerated) Add<T, Vectors256, Vector256<double>>(activations, labels, threads);
        else if (Vector128.IsHardwareAccelerated) Add<T, Vectors128, Vector128<double>>(activations, labels, threads);
        else Add<T, ScalarVectors, double>(activations, labels, threads);
    }

    internal void Add<T, TVectors, TVector>(ReadOnlySpan<T> activations, ReadOnlySpan<int> labels, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVectors : struct, IVectors<TVector>
        where TVector : unmanaged
    {
        ClassRun<T>.ForEach(activations, labels, statistics.Classes, columns, threads, Take<T, TVectors, TVector>);
    }

    /// <summary>Gives the entropies of the columns, once, when all samples have been counted.</summary>
    /// <param name="neurons">Receives those of each neuron over all samples.</param>
    /// <param name="ofClasses">For each class, those over its samples are added, column after column.</param>
    /// <param name="threads">How many threads may work on it; the result does not depend on it.</param>
    /// <exception cref="InputException">An activation is so large that float64 cannot hold the sum of |x| ln|x|.</exception>
    public void Finish(Entropies[] neurons, Entropies[] ofClasses, int threads)
    {
        for (int i = 0; i < classes.Length; i++)
        {
            if (classes[i] is not { } own) continue;
            for (int k = 0; k < width; k++) magnitudeLogs[Place(i, k)] = own.MagnitudeLogs[k].Total;
        }
        for (int at = 0; at < magnitudeLogs.Length; at++)
        {
            if (!double.IsFinite(magnitudeLogs[at])) throw statistics.NotFinite(at / width, columns.From + at % width);
        }
        Each.Of((width + Columns.Step - 1) / Columns.Step, threads, step =>
        {
            int from = step * Columns.Step, until = Math.Min(from + Columns.Step, width);
            BinCounts room = Borrow();
            for (int i = 0; i < classes.Length; i++)
            {
                if (classes[i] is not { } own) continue;
                for (int k = from; k < until; k++)
                {
                    ColumnSummary summary = statistics.Of(i, columns.From + k);
                    if (summary.Nonzeros == 0) continue;
                    if (own.IsNarrow) room.Divide(own.Bins[k], wholeBins[k], own.Of<ushort>(k));
                    else room.Divide(own.Bins[k], wholeBins[k], own.Of<int>(k));
                    found[Place(i, k)] = room.OfClass(own.Bins[k], summary, magnitudeLogs[Place(i, k)], WholeCounts(k));
                }
            }
            spare.Add(room);
            for (int k = from; k < until; k++)
            {
                double magnitudeLog = 0;
                for (int i = 0; i < classes.Length; i++) magnitudeLog += magnitudeLogs[Place(i, k)];
                neurons[columns.From + k] = BinCounts.Of(wholeBins[k], WholeCounts(k), totals[columns.From + k], magnitudeLog);
            }
        });
        // In order, whoever found what first.
        for (int at = 0; at < found.Length; at++) ofClasses[at / width] += found[at];
        foreach (ClassHistograms? own in classes) own?.Release();
        CountArrays.Return(wholeCounts);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Take<T, TVectors, TVector>(ClassRun<T> run, int from, int until)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVectors : struct, IVectors<TVector>
        where TVector : unmanaged
    {
        int capacity = NonzeroLists.Capacity(run.Count);
        int padded = Columns.Padded(until - from);
        T* lists = stackalloc T[padded * capacity];
        int* listed = stackalloc int[padded];
        NonzeroLists.Fill(run, from, until, lists, listed);
        byte* unaligned = stackalloc byte[(4 * capacity + 2 * InterleavedSum.Lanes) * sizeof(double) + CacheLine.Bytes];
        double* rooms = (double*)CacheLine.At(unaligned);
        Counting counting = new(rooms, capacity, rooms + 4 * capacity);
        // Of a class whose samples are all at hand the counts need not be kept.
        BinCounts? passing = run.Count == statistics.Samples[run.Class] ? Borrow() : null;
        ClassHistograms? own = passing is null ? TablesOf(run.Class) : null;
        fixed (JointBins* whole = wholeBins, ownBins = own?.Bins)
        fixed (int* counts = own?.Counts, passingCounts = passing?.Counts)
        fixed (InterleavedSum* sums = own?.MagnitudeLogs)
        {
            for (int q = from; q < until; q++)
            {
                int count = listed[q - from];
                if (count == 0) continue;
                int k = q - columns.From;
                T* values = lists + (q - from) * (nint)capacity;
                // With each column a row of the next run.
                T* ahead = run[run.Count + Math.Min(q - from, run.Count - 1)] + from;
                if (own is null)
                {
                    ColumnSummary summary = statistics.Of(run.Class, q);
                    JointBins joint = new(bins, summary);
                    InterleavedSum sum = default;
                    passing!.Counts.AsSpan().Clear();
                    counting.CountApart<T, TVectors, TVector>(values, count, ahead, until - from, &joint, whole + k, passingCounts, &sum);
                    magnitudeLogs[Place(run.Class, k)] = sum.Total;
                    found[Place(run.Class, k)] = passing.OfClass(joint, summary, sum.Total, WholeCounts(k));
                }
                else if (own.IsNarrow)
                {
                    counting.Count<T, TVectors, TVector, ushort>(
                        values, count, ahead, until - from, ownBins + k, whole + k, (ushort*)counts + k * (nint)cells, sums + k);
                }
                else
                {
                    counting.Count<T, TVectors, TVector, int>(values, count, ahead, until - from, ownBins + k, whole + k, counts + k * (nint)cells, sums + k);
                }
            }
        }
        if (passing is not null) spare.Add(passing);
    }

    private ClassHistograms TablesOf(int @class)
    {
        lock (newClass)
        {
            return classes[@class] ??= new ClassHistograms(bins, width, statistics.Samples[@class], k => statistics.Of(@class, columns.From + k));
        }
    }

    private Span<int> WholeCounts(int column)
    {
        return wholeCounts.AsSpan(2 * bins * column, 2 * bins);
    }

    private BinCounts Borrow()
    {
        return spare.TryTake(out BinCounts? counts) ? counts : new BinCounts(bins);
    }

    private int Place(int @class, int column)
    {
        return @class * width + column;
    }
}
