using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Coterie.Activations;
using Coterie.Numerics;

namespace Coterie.Passes;

/// <summary>
/// The first pass over a layer: for each class and neuron the sums, extremes and counts that need nothing else known.
/// Memory: classes × neurons × 40 bytes, whatever the number of samples.
/// </summary>
/// <remarks>
/// A thread takes the samples of one class, whole rows in their order: each sum is added up in the order of the samples, so no result
/// depends on batches or threads, and the class's statistics stay in the nearest cache.
/// </remarks>
internal sealed unsafe class ClassStatistics
{
    // A class's statistics stand in cells of eight neurons: a vector of each kind, one after the other.
    private const int Lanes = 8;
    private const int Sum = 0;
    private const int Magnitude = Lanes;
    private const int Minimum = 2 * Lanes;
    private const int Maximum = 3 * Lanes;
    private const int Nonzeros = 4 * Lanes;
    private const int CellLength = 5 * Lanes;

    // The statistics of so many columns fit the nearest cache, and a row of them is long enough to be read at the speed of memory.
    private const int MostColumns = 512;

    private readonly long[] samples;
    private readonly double[][] cells;

    /// <summary>Starts with no samples.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="classes">The number of classes.</param>
    public ClassStatistics(Layer layer, int classes)
    {
        Layer = layer;
        samples = new long[classes];
        cells = new double[classes][];
        for (int i = 0; i < classes; i++)
        {
            double[] own = cells[i] = new double[CellCount(layer.Neurons) * (long)CellLength];
            for (int at = 0; at < own.Length; at += CellLength)
            {
                own.AsSpan(at + Minimum, Lanes).Fill(double.PositiveInfinity);
                own.AsSpan(at + Maximum, Lanes).Fill(double.NegativeInfinity);
            }
        }
    }

    /// <summary>The layer.</summary>
    public Layer Layer { get; }

    /// <summary>The number of classes.</summary>
    public int Classes => samples.Length;

    /// <summary>The samples of each class so far: |D_i|.</summary>
    public ReadOnlySpan<long> Samples => samples;

    /// <summary>The bytes that the statistics of a layer take.</summary>
    public static long Bytes(Layer layer, int classes)
    {
        return classes * CellCount(layer.Neurons) * CellLength * sizeof(double);
    }

    /// <summary>Adds a batch.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="activations">samples × neurons, row by row.</param>
    /// <param name="labels">The class of each sample.</param>
    /// <param name="threads">The most threads to use; the result does not depend on it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The lengths do not fit together, or a label is not a class.</exception>
    public void Add<T>(ReadOnlySpan<T> activations, ReadOnlySpan<int> labels, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(activations.Length, labels.Length * (long)Layer.Neurons, nameof(activations));
        foreach (int label in labels)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)label, (uint)Classes, nameof(labels));
            samples[label]++;
        }
        ClassOrder order = new(labels, Classes);
        int ranges = (Layer.Neurons + MostColumns - 1) / MostColumns;
        fixed (T* pinned = activations)
        {
            // A lambda cannot hold a pointer that pins, but can hold a copy while the memory stays pinned.
            T* batch = pinned;
            ParallelLoop.Run(Classes * ranges, threads, work =>
            {
                (int @class, int range) = Math.DivRem(work, ranges);
                int from = range * MostColumns;
                AddRows(batch, order.Of(@class), from, Math.Min(from + MostColumns, Layer.Neurons), cells[@class]);
            });
        }
    }

    /// <summary>The class means (Eq. 5): <c>V[i,q]</c>, the mean activation of neuron q over the samples of class i.</summary>
    /// <exception cref="InputException">A class has no samples, or an activation is not a finite number.</exception>
    public ClassTable ClassMeans()
    {
        ClassTable means = new(Classes, Layer.Neurons);
        for (int i = 0; i < Classes; i++)
        {
            if (samples[i] == 0)
            {
                throw new InputException($"class {i} has no samples; each class from 0 to {Classes - 1} needs at least one");
            }
            Span<double> row = means.WritableRow(i);
            for (int q = 0; q < row.Length; q++)
            {
                // The only sum in which infinities cannot cancel.
                if (!double.IsFinite(Of(i, q).Magnitude)) throw NotFinite(i, q);
                row[q] = At(i, q, Sum) / samples[i];
            }
        }
        return means;
    }

    /// <summary>What is known about a neuron's activations on the samples of one class.</summary>
    public ColumnSummary Of(int @class, int neuron)
    {
        double minimum = At(@class, neuron, Minimum);
        double magnitude = At(@class, neuron, minimum < 0 ? Magnitude : Sum);
        return new ColumnSummary(samples[@class], (long)At(@class, neuron, Nonzeros), minimum, At(@class, neuron, Maximum), magnitude);
    }

    /// <summary>What is known about each neuron's activations on all samples.</summary>
    public ColumnSummary[] Totals()
    {
        ColumnSummary[] totals = new ColumnSummary[Layer.Neurons];
        Array.Fill(totals, ColumnSummary.Empty);
        for (int i = 0; i < Classes; i++)
        {
            for (int q = 0; q < totals.Length; q++) totals[q] = totals[q].Join(Of(i, q));
        }
        return totals;
    }

    /// <summary>The exception for a neuron some sum of which is not a finite number.</summary>
    public InputException NotFinite(int @class, int neuron)
    {
        ColumnSummary summary = Of(@class, neuron);
        bool infinite = double.IsInfinity(summary.Minimum) || double.IsInfinity(summary.Maximum);
        string found = double.IsNaN(summary.Magnitude) ? "NaN" : infinite ? "infinite" : "so large that float64 cannot hold the sum";
        return new InputException(
            $"layer '{Layer.Name}', neuron {neuron}: found an activation that is {found} "
            + $"among the samples of class {@class}; expected finite numbers");
    }

    private static long CellCount(int neurons)
    {
        return (neurons + Lanes - 1L) / Lanes;
    }

    private double At(int @class, int neuron, int kind)
    {
        return cells[@class][neuron / Lanes * (long)CellLength + kind + neuron % Lanes];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddRows<T>(T* batch, ReadOnlySpan<int> rows, int from, int until, double[] cells)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint neurons = Layer.Neurons;
        fixed (double* first = &cells[from / Lanes * (long)CellLength])
        {
            for (int k = 0; k < rows.Length; k++)
            {
                T* row = batch + rows[k] * neurons;
                // The class's next row is elsewhere in memory; asking for it ahead makes this pass 1.3 times as fast.
                T* next = batch + rows[Math.Min(k + 1, rows.Length - 1)] * neurons;
                double* cell = first;
                int q = from;
                for (; q + Lanes <= until; q += Lanes, cell += CellLength)
                {
                    Prefetch.Line(next + q);
                    AddEight(Widening.Load(row + q), cell);
                }
                if (q < until) AddEight(Widening.LoadFirst(row + q, until - q), cell);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddEight(Vector512<double> x, double* cell)
    {
        Vector512<double> sum = Vector512.Load(cell + Sum), low = Vector512.Load(cell + Minimum), high = Vector512.Load(cell + Maximum);
        Vector512<double> isZero = Vector512.Equals(x, Vector512<double>.Zero);
        Vector512<double> lowest = Vector512.ConditionalSelect(isZero, low, Vector512.MinNative(low, x));
        if (Vector512.LessThanAny(lowest, Vector512<double>.Zero))
        {
            // As long as no number is negative, the sum of |x| is the sum itself, bit for bit; few layers ever come here.
            Vector512<double> isNegative = Vector512.LessThan(low, Vector512<double>.Zero);
            (Vector512.ConditionalSelect(isNegative, Vector512.Load(cell + Magnitude), sum) + Vector512.Abs(x)).Store(cell + Magnitude);
        }
        (sum + x).Store(cell + Sum);
        lowest.Store(cell + Minimum);
        Vector512.ConditionalSelect(isZero, high, Vector512.MaxNative(high, x)).Store(cell + Maximum);
        (Vector512.Load(cell + Nonzeros) + Vector512.AndNot(Vector512<double>.One, isZero)).Store(cell + Nonzeros);
    }
}
