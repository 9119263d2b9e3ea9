using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Coterie.Activations;
using Coterie.Entropy;
using Coterie.Numerics;

namespace Coterie.Passes;

/// <summary>
/// Finds the entropies of a layer: counts the activations of each neuron in equal bins, over all samples and over those of each class, in
/// the three binned forms, and adds up |x| ln|x|.
/// </summary>
/// <remarks>
/// A thread takes some neurons through the samples of class after class, each class's in their order: no result depends on batches or
/// threads, and what is counted of a class stays in the cache.
/// </remarks>
internal sealed unsafe class LayerHistograms : ILayerPass
{
    // The neurons that a thread takes at once, and the samples of a class; their lists of non-zeros stand on the stack.
    private const int RangeColumns = 64;
    private const int MostRows = 256;

    private readonly LayerStatistics statistics;
    private readonly int bins;
    private readonly int threads;
    private readonly Bins common;
    private readonly Entropies[] neuronEntropies;
    private readonly ActivationHistogram[] histograms;
    private readonly Entropies[] classEntropies;

    // The tables are those of some columns at a time. For each column, the counts of the bins of non-zeros, of the bins of all, and of
    // the common bins; these are the same for every class, so that those over all samples are added up in the end.
    private int from;
    private int width;
    private Table whole = Table.None;
    private Table[] classes = [];

    /// <summary>Starts with no samples.</summary>
    /// <param name="statistics">What the first pass found.</param>
    /// <param name="bins">The number of bins.</param>
    /// <param name="threads">The most threads to use.</param>
    public LayerHistograms(LayerStatistics statistics, int bins, int threads)
    {
        this.statistics = statistics;
        this.bins = bins;
        this.threads = threads;
        common = new Bins(bins, EntropyForm.Common, statistics.Whole);
        neuronEntropies = new Entropies[statistics.Layer.Neurons];
        classEntropies = new Entropies[statistics.Classes];
        histograms = new ActivationHistogram[statistics.Layer.Neurons];
    }

    /// <summary>The most bytes taken for some neurons of a layer at a time.</summary>
    public static long Bytes(Layer layer, int neurons, int classes, int bins)
    {
        return (classes + 1) * Table.Bytes(neurons, bins)
            + classes * (long)neurons * sizeof(Entropies)
            + (layer.Neurons + classes) * (long)sizeof(Entropies)
            + layer.Neurons * ActivationHistogram.Bytes(bins);
    }

    /// <inheritdoc/>
    public void Begin(int from, int until)
    {
        FinishColumns();
        (this.from, width) = (from, until - from);
        whole = new Table(width, bins, k => statistics.Totals[from + k]);
        classes = [.. Enumerable.Range(0, statistics.Classes).Select(i => new Table(width, bins, k => statistics.Of(i, from + k)))];
    }

    /// <inheritdoc/>
    public void Add<T>(ReadOnlySpan<T> activations, ReadOnlySpan<int> labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ClassOrder order = new(labels, classes.Length);
        fixed (T* pinned = activations)
        {
            // A lambda cannot hold a pointer that pins, but can hold a copy while the memory stays pinned.
            T* batch = pinned;
            ParallelLoop.Run((width + RangeColumns - 1) / RangeColumns, threads, range =>
            {
                int first = range * RangeColumns;
                AddColumns(batch, order, first, Math.Min(first + RangeColumns, width));
            });
        }
    }

    /// <summary>The entropies.</summary>
    /// <exception cref="InputException">An activation is so large that float64 cannot hold the sum of |x| ln|x|.</exception>
    public object Finish()
    {
        FinishColumns();
        return new ActivationEntropy(neuronEntropies, classEntropies, histograms);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddColumns<T>(T* batch, ClassOrder order, int first, int until)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int capacity = MostRows + 2 * HistogramKernel.Spare;
        T* lists = stackalloc T[RangeColumns * capacity];
        T** ends = stackalloc T*[RangeColumns];
        double* places = stackalloc double[5 * capacity];
        Bins inCommon = common;
        fixed (BinPair* wholeBins = whole.Bins)
        fixed (int* wholeCounts = whole.Counts)
        {
            for (int i = 0; i < classes.Length; i++)
            {
                int samples = order.Of(i).Length;
                fixed (BinPair* ownBins = classes[i].Bins)
                fixed (int* ownCounts = classes[i].Counts)
                fixed (InterleavedSum* sums = classes[i].MagnitudeLogs)
                {
                    for (int start = 0; start < samples; start += MostRows)
                    {
                        for (int k = first; k < until; k++)
                        {
                            // Ones up to the sum's next lane add nothing to it.
                            T* list = lists + (k - first) * capacity;
                            for (int lane = 0; lane < sums[k].Next; lane++) list[lane] = T.One;
                            ends[k - first] = list + sums[k].Next;
                        }
                        NonzeroLists.Append(
                            batch + from + first,
                            statistics.Layer.Neurons,
                            order.All[(order.Start(i) + start)..],
                            Math.Min(MostRows, samples - start),
                            until - first,
                            ends);
                        for (int k = first; k < until; k++)
                        {
                            T* list = lists + (k - first) * capacity;
                            int end = (int)(ends[k - first] - list);
                            if (end == sums[k].Next) continue;
                            nint at = k * Table.Histograms * (nint)bins;
                            HistogramKernel.Count(
                                list, end, ownBins + k, wholeBins + k, &inCommon, ownCounts + at, wholeCounts + at, sums + k, places);
                        }
                    }
                }
            }
        }
    }

    // Turns the counts of the columns at hand into entropies.
    private void FinishColumns()
    {
        for (int i = 0; i < classes.Length; i++)
        {
            for (int k = 0; k < width; k++)
            {
                if (!double.IsFinite(classes[i].MagnitudeLogs[k].Total)) throw statistics.NotFinite(i, from + k);
            }
        }
        Entropies[] found = new Entropies[classes.Length * (long)width];
        ParallelLoop.Run((width + RangeColumns - 1) / RangeColumns, threads, range =>
        {
            int until = Math.Min((range + 1) * RangeColumns, width);
            for (int k = range * RangeColumns; k < until; k++)
            {
                double magnitudeLog = 0;
                for (int i = 0; i < classes.Length; i++)
                {
                    double ofClass = classes[i].MagnitudeLogs[k].Total;
                    whole.AddCommon(k, classes[i]);
                    found[i * (long)width + k] = classes[i].Entropies(k, common, statistics.Of(i, from + k), ofClass);
                    magnitudeLog += ofClass;
                }
                neuronEntropies[from + k] = whole.Entropies(k, common, statistics.Totals[from + k], magnitudeLog);
                // The entropies have put the zeros into the counts.
                histograms[from + k] = whole.Histogram(k, statistics.Totals[from + k]);
            }
        });
        for (long at = 0; at < found.LongLength; at++) classEntropies[at / width] += found[at];
        width = 0;
    }

    /// <summary>The bins and counts of some columns over some samples.</summary>
    private sealed class Table
    {
        /// <summary>The histograms of a column.</summary>
        public const int Histograms = 3;

        private readonly int bins;

        public Table(int columns, int bins, Func<int, ColumnSummary> summary)
        {
            this.bins = bins;
            Bins = new BinPair[columns];
            for (int k = 0; k < columns; k++) Bins[k] = new BinPair(bins, summary(k));
            Counts = new int[(long)Histograms * bins * columns];
            MagnitudeLogs = new InterleavedSum[columns];
        }

        public static Table None { get; } = new(0, 0, _ => default);

        public BinPair[] Bins { get; }

        public int[] Counts { get; }

        public InterleavedSum[] MagnitudeLogs { get; }

        public static long Bytes(int columns, int bins)
        {
            return columns * (sizeof(BinPair) + (long)Histograms * bins * sizeof(int) + sizeof(InterleavedSum));
        }

        /// <summary>Adds a class's counts in the common bins, those of non-zeros alone.</summary>
        public void AddCommon(int column, Table ofClass)
        {
            TensorPrimitives.Add(InCommon(column), ofClass.InCommon(column), InCommon(column));
        }

        public Entropies Entropies(int column, in Bins common, ColumnSummary summary, double magnitudeLog)
        {
            Span<int> counts = Counts.AsSpan(Histograms * bins * column, 2 * bins);
            return BinCounts.Entropies(
                Bins[column], common, counts[..bins], counts[bins..], InCommon(column), summary, magnitudeLog);
        }

        public ActivationHistogram Histogram(int column, ColumnSummary summary)
        {
            return ActivationHistogram.Of(
                Bins[column].All,
                Coterie.Entropy.Bins.Range(EntropyForm.All, summary).High,
                Counts.AsSpan((Histograms * column + 1) * bins, bins),
                (int)summary.Samples);
        }

        private Span<int> InCommon(int column) => Counts.AsSpan((Histograms * column + 2) * bins, bins);
    }
}
