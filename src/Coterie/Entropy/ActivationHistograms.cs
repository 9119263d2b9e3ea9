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
internal sealed unsafe class ActivationHistograms
{
    // Longer runs than the means', as each has the tables of its class come from afar.
    private static readonly (int Rows, int Columns) Block = (1024, 16 * Columns.Step);

    private readonly ActivationStatistics statistics;
    private readonly ColumnSummary[] totals;
    private readonly (int From, int Until) columns;
    private readonly int bins;

    // A set of samples, a class's or in the last place all, has a row in each table; a row has a place for each column.
    private readonly int width;
    private readonly JointBins[] joint;
    private readonly int[] counts;
    private readonly double[] magnitudeLogs;

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
        long places = (statistics.Classes + 1) * (long)width;
        joint = new JointBins[places];
        counts = new int[places * JointBins.Cells(bins)];
        magnitudeLogs = new double[statistics.Classes * (long)width];
        for (int i = 0; i <= statistics.Classes; i++)
        {
            for (int q = columns.From; q < columns.Until; q++) joint[Place(i, q)] = new JointBins(bins, Column(i, q));
        }
    }

    /// <summary>The bytes that the histograms of some columns take.</summary>
    public static long Bytes(int columns, int classes, int bins)
    {
        return columns * (classes + 1L) * (Unsafe.SizeOf<JointBins>() + JointBins.Cells(bins) * (long)sizeof(int) + sizeof(double));
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
        ClassRun<T>.ForEach(activations, labels, statistics.Classes, columns, Block, threads, Take<T, TVectors, TVector>);
    }

    /// <summary>Gives the entropies of the columns, when all samples have been counted.</summary>
    /// <param name="neurons">Receives those of each neuron over all samples.</param>
    /// <param name="classes">For each class, those over its samples are added, column after column.</param>
    /// <param name="threads">How many threads may work on it; the result does not depend on it.</param>
    /// <exception cref="InputException">An activation is so large that float64 cannot hold the sum of |x| ln|x|.</exception>
    public void Finish(Entropies[] neurons, Entropies[] classes, int threads)
    {
        for (int at = 0; at < magnitudeLogs.Length; at++)
        {
            if (!double.IsFinite(magnitudeLogs[at])) throw statistics.NotFinite(at / width, columns.From + at % width);
        }
        Each.Of(classes.Length + 1, threads, set =>
        {
            Scratch scratch = new(bins);
            for (int q = columns.From; q < columns.Until; q++)
            {
                Entropies found = Of(set, q, scratch);
                if (set < classes.Length) classes[set] += found;
                else neurons[q] = found;
            }
        });
    }

    private Entropies Of(int set, int column, Scratch scratch)
    {
        ColumnSummary summary = Column(set, column);
        if (summary.Nonzeros == 0) return default;
        int place = Place(set, column);
        int cells = JointBins.Cells(bins);
        joint[place].Divide(counts.AsSpan(place * cells, cells), scratch.Nonzero, scratch.All);
        // Only non-zeros were counted; here the zeros join their bin.
        int zeros = (int)(summary.Samples - summary.Nonzeros);
        if (zeros > 0) scratch.All[joint[place].ZeroBin()] += zeros;
        double magnitudeLog = 0;
        if (set < statistics.Classes) magnitudeLog = magnitudeLogs[place];
        else for (int i = 0; i < set; i++) magnitudeLog += magnitudeLogs[Place(i, column)];
        return new Entropies(
            ShannonEntropy.OfCounts(scratch.Nonzero, summary.Nonzeros),
            ShannonEntropy.OfCounts(scratch.All, summary.Samples),
            ShannonEntropy.OfShares(summary, magnitudeLog));
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
        long* rooms = stackalloc long[4 * capacity];
        Counting counting = new(rooms, rooms + capacity, (double*)(rooms + 2 * capacity), (byte*)(rooms + 3 * capacity));
        int cells = JointBins.Cells(bins);
        fixed (JointBins* grids = joint)
        fixed (int* tables = counts)
        fixed (double* logs = magnitudeLogs)
        {
            for (int q = from; q < until; q++)
            {
                int count = listed[q - from];
                if (count == 0) continue;
                int own = Place(run.Class, q);
                int whole = Place(statistics.Classes, q);
                counting.Count<T, TVectors, TVector>(
                    lists + (q - from) * (nint)capacity,
                    count,
                    grids + own,
                    tables + (nint)own * cells,
                    grids + whole,
                    tables + (nint)whole * cells,
                    logs + own);
            }
        }
    }

    private int Place(int set, int column)
    {
        return set * width + column - columns.From;
    }

    private ColumnSummary Column(int set, int column)
    {
        return set < statistics.Classes ? statistics.Of(set, column) : totals[column];
    }

    // The counts of one column's bins.
    private sealed class Scratch(int bins)
    {
        public int[] Nonzero { get; } = new int[bins];

        public int[] All { get; } = new int[bins];
    }
}
