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
    private readonly SetHistograms all;
    private readonly SetHistograms?[] classes;
    private readonly Lock newClass = new();
    private readonly ConcurrentBag<BinCounts> spare = [];

    // A class has a row in each table; a row has a place for each column.
    private readonly int width;
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
        all = new SetHistograms(bins, width, k => totals[columns.From + k]);
        classes = new SetHistograms?[statistics.Classes];
        magnitudeLogs = new double[statistics.Classes * (long)width];
        found = new Entropies[magnitudeLogs.Length];
    }

    /// <summary>The most bytes that the histograms of some columns take.</summary>
    public static long Bytes(int columns, int classes, int bins)
    {
        return (classes + 1L) * (SetHistograms.Bytes(columns, bins) + columns * (long)(Unsafe.SizeOf<Entropies>() + sizeof(double)));
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
            BinCounts counts = Borrow();
            for (int k = step * Columns.Step; k < Math.Min((step + 1) * Columns.Step, width); k++)
            {
                neurons[columns.From + k] = OfAll(k, counts);
                for (int i = 0; i < classes.Length; i++)
                {
                    if (classes[i] is { } own) found[Place(i, k)] = OfClass(i, k, own.Bins[k], own.Of(k), counts);
                }
            }
            spare.Add(counts);
        });
        // In order, whoever found what first.
        for (int at = 0; at < found.Length; at++) ofClasses[at / width] += found[at];
        all.Release();
        foreach (SetHistograms? own in classes) own?.Release();
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
        byte* unaligned = stackalloc byte[(2 * capacity + 2 * InterleavedSum.Lanes) * sizeof(double) + CacheLine.Bytes];
        double* rooms = (double*)CacheLine.At(unaligned);
        Counting counting = new(rooms, rooms + capacity, rooms + 2 * capacity);
        // Of a class whose samples are all at hand the counts need not be kept.
        BinCounts? passing = run.Count == statistics.Samples[run.Class] ? Borrow() : null;
        SetHistograms? own = passing is null ? TablesOf(run.Class) : null;
        JointBins joint = default;
        InterleavedSum passingSum = default;
        int cells = JointBins.Cells(bins);
        fixed (JointBins* allBins = all.Bins, ownBins = own?.Bins)
        fixed (int* allCounts = all.Counts, ownCounts = own?.Counts, passingCounts = passing?.Cells)
        fixed (InterleavedSum* ownSums = own?.MagnitudeLogs)
        {
            for (int q = from; q < until; q++)
            {
                int count = listed[q - from];
                if (count == 0) continue;
                int k = q - columns.From;
                JointBins* grid = ownBins + k;
                int* counts = ownCounts + k * (nint)cells;
                InterleavedSum* sum = ownSums + k;
                if (passing is not null)
                {
                    joint = new JointBins(bins, statistics.Of(run.Class, q));
                    passing.Cells.AsSpan().Clear();
                    grid = &joint;
                    counts = passingCounts;
                    passingSum = default;
                    sum = &passingSum;
                }
                // With each column a row of the next run.
                T* ahead = run[run.Count + Math.Min(q - from, run.Count - 1)] + from;
                T* values = lists + (q - from) * (nint)capacity;
                counting.Count<T, TVectors, TVector>(
                    values, count, ahead, until - from, grid, counts, allBins + k, allCounts + k * (nint)cells, sum);
                if (passing is null) continue;
                magnitudeLogs[Place(run.Class, k)] = passingSum.Total;
                found[Place(run.Class, k)] = OfClass(run.Class, k, joint, passing.Cells, passing);
            }
        }
        if (passing is not null) spare.Add(passing);
    }

    private SetHistograms TablesOf(int @class)
    {
        lock (newClass) return classes[@class] ??= new SetHistograms(bins, width, k => statistics.Of(@class, columns.From + k));
    }

    private Entropies OfClass(int @class, int column, in JointBins joint, Span<int> cells, BinCounts counts)
    {
        return counts.Entropies(joint, cells, statistics.Of(@class, columns.From + column), magnitudeLogs[Place(@class, column)]);
    }

    private Entropies OfAll(int column, BinCounts counts)
    {
        double magnitudeLog = 0;
        for (int i = 0; i < classes.Length; i++) magnitudeLog += magnitudeLogs[Place(i, column)];
        return counts.Entropies(all.Bins[column], all.Of(column), totals[columns.From + column], magnitudeLog);
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
