using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Coterie.Kernels;

namespace Coterie.Activations;

/// <summary>
/// The first reading of a layer: for each class and neuron the sums, extremes and counts that need nothing else known.
/// Memory: classes × neurons × 40 bytes, whatever the number of samples.
/// </summary>
public sealed unsafe class ActivationStatistics
{
    // Rows that are added at once, so that what is known of a column is loaded and stored once for so many; meanwhile as many are asked for.
    private const int Together = 8;

    // In each table, the row of a class begins at class * stride: whole steps of columns.
    private readonly int stride;
    private readonly long[] samples;
    private readonly double[] sums;
    // Where the minimum is negative; elsewhere the sum is the same.
    private readonly double[] magnitudes;
    private readonly double[] minima;
    private readonly double[] maxima;
    private readonly double[] nonzeros;

    /// <summary>Starts with no samples.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="classes">How many classes.</param>
    public ActivationStatistics(Layer layer, int classes)
    {
        Layer = layer;
        Classes = classes;
        stride = Columns.Padded(layer.Neurons);
        samples = new long[classes];
        sums = Table();
        magnitudes = Table();
        minima = Table();
        maxima = Table();
        nonzeros = Table();
        Array.Fill(minima, double.PositiveInfinity);
        Array.Fill(maxima, double.NegativeInfinity);

        double[] Table() => new double[classes * (long)stride];
    }

    /// <summary>The layer.</summary>
    public Layer Layer { get; }

    /// <summary>How many classes.</summary>
    public int Classes { get; }

    /// <summary>The samples of each class so far: |D_i|.</summary>
    public ReadOnlySpan<long> Samples => samples;

    /// <summary>The bytes that the statistics of a layer take.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="classes">How many classes.</param>
    public static long Bytes(Layer layer, int classes)
    {
        return classes * (long)Columns.Padded(layer.Neurons) * 5 * sizeof(double);
    }

    /// <summary>Adds a batch.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="activations">samples × neurons, row by row.</param>
    /// <param name="labels">The class of each sample.</param>
    /// <param name="threads">How many threads may work on it; the result does not depend on it.</param>
    public void Add<T>(ReadOnlySpan<T> activations, ReadOnlySpan<int> labels, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Add<T, Vectors512, Vector512<double>, Lanes512<T>, Vector512<T>>(activations, labels, threads);
        else if (Vector256.IsHardwareAccelerated) Add<T, Vectors256, Vector256<double>, Lanes256<T>, Vector256<T>>(activations, labels, threads);
        else if (Vector128.IsHardwareAccelerated) Add<T, Vectors128, Vector128<double>, Lanes128<T>, Vector128<T>>(activations, labels, threads);
        else Add<T, ScalarVectors, double, ScalarLanes<T>, T>(activations, labels, threads);
    }

    internal void Add<T, TVectors, TVector, TLanes, TLane>(ReadOnlySpan<T> activations, ReadOnlySpan<int> labels, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVectors : struct, IVectors<TVector>
        where TVector : unmanaged
        where TLanes : struct, ILanes<T, TLane>
        where TLane : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(activations.Length, labels.Length * Layer.Neurons, nameof(activations));
        foreach (int label in labels)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)label, (uint)Classes, nameof(labels));
            samples[label]++;
        }
        ClassRun<T>.ForEach(activations, labels, Classes, (0, Layer.Neurons), threads, Take<T, TVectors, TVector, TLanes, TLane>);
    }

    /// <summary>The class means (Eq. 5): <c>V[i,q]</c>, the mean activation of neuron q over the samples of class i.</summary>
    /// <exception cref="InputException">A class has no samples, or an activation is not a finite number.</exception>
    public ClassTable ClassMeans()
    {
        ClassTable means = new(Classes, Layer.Neurons);
        for (int i = 0; i < Classes; i++)
        {
            if (samples[i] == 0) throw new InputException($"class {i} has no samples; each class from 0 to {Classes - 1} needs at least one");
            Span<double> row = means.Row(i);
            for (int q = 0; q < row.Length; q++)
            {
                int at = i * stride + q;
                // The only sum in which infinities cannot cancel.
                if (!double.IsFinite(Magnitude(at))) throw NotFinite(i, q);
                row[q] = sums[at] / samples[i];
            }
        }
        return means;
    }

    /// <summary>What is known of a neuron's activations on the samples of one class.</summary>
    internal ColumnSummary Of(int @class, int neuron)
    {
        int at = @class * stride + neuron;
        return new ColumnSummary(samples[@class], (long)nonzeros[at], minima[at], maxima[at], Magnitude(at));
    }

    /// <summary>What is known of each neuron's activations on all samples.</summary>
    internal ColumnSummary[] Totals()
    {
        ColumnSummary[] totals = new ColumnSummary[Layer.Neurons];
        Array.Fill(totals, ColumnSummary.Empty);
        for (int i = 0; i < Classes; i++)
        {
            for (int q = 0; q < totals.Length; q++) totals[q] = totals[q].Join(Of(i, q));
        }
        return totals;
    }

    /// <summary>What is wrong with activations of which some sum is not a finite number.</summary>
    internal InputException NotFinite(int @class, int neuron)
    {
        int at = @class * stride + neuron;
        bool infinite = double.IsInfinity(minima[at]) || double.IsInfinity(maxima[at]);
        string found = double.IsNaN(Magnitude(at)) ? "NaN" : infinite ? "infinite" : "so large that float64 cannot hold the sum";
        return new InputException(
            $"layer '{Layer.Name}', neuron {neuron}: found an activation that is {found} "
            + $"among the samples of class {@class}; expected finite numbers");
    }

    private double Magnitude(int at)
    {
        return minima[at] < 0 ? magnitudes[at] : sums[at];
    }

    // Sums go on in float64; the rest is found of this run alone, in the activations' own type.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Take<T, TVectors, TVector, TLanes, TLane>(ClassRun<T> run, int from, int until)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVectors : struct, IVectors<TVector>
        where TVector : unmanaged
        where TLanes : struct, ILanes<T, TLane>
        where TLane : unmanaged
    {
        int start = run.Class * stride + from;
        int width = Columns.Padded(until - from);
        byte* unaligned = stackalloc byte[width * (sizeof(double) + 3 * sizeof(T)) + CacheLine.Bytes];
        double* newSums = (double*)CacheLine.At(unaligned);
        T* lowest = (T*)(newSums + width);
        T* highest = lowest + width;
        T* counts = highest + width;
        sums.AsSpan(start, width).CopyTo(new Span<double>(newSums, width));
        new Span<T>(lowest, width).Fill(T.PositiveInfinity);
        new Span<T>(highest, width).Fill(T.NegativeInfinity);
        new Span<T>(counts, width).Clear();
        Accumulate<T, TVectors, TVector, TLanes, TLane>(run, from, until, newSums, lowest, highest, counts);
        uint all = (1U << TVectors.Lanes) - 1;
        fixed (double* sum = &sums[start], magnitude = &magnitudes[start], minimum = &minima[start], maximum = &maxima[start], nonzero = &nonzeros[start])
        {
            for (int q = 0; q < width; q += TVectors.Lanes)
            {
                TVector before = TVectors.Load(minimum + q);
                TVector low = TVectors.Min(before, TVectors.Load(lowest + q));
                if (TVectors.NotLess(low, TVectors.All(0)) != all)
                {
                    // As long as nothing was negative, the sum of |x| was the sum itself, bit for bit.
                    TVector m = TVectors.WhereNegative(before, TVectors.Load(magnitude + q), TVectors.Load(sum + q));
                    for (int k = 0; k < run.Count; k++) m = TVectors.Add(m, TVectors.Abs(TVectors.Load(run[k] + from + q)));
                    TVectors.Store(m, magnitude + q);
                }
                TVectors.Store(low, minimum + q);
                TVectors.Store(TVectors.Load(newSums + q), sum + q);
                TVectors.Store(TVectors.Max(TVectors.Load(maximum + q), TVectors.Load(highest + q)), maximum + q);
                TVectors.Store(TVectors.Add(TVectors.Load(nonzero + q), TVectors.Load(counts + q)), nonzero + q);
            }
        }
    }

    // A few rows at a time through all columns, in a method of its own so that all stays in registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Accumulate<T, TVectors, TVector, TLanes, TLane>(ClassRun<T> run, int from, int until, double* sums, T* lowest, T* highest, T* counts)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVectors : struct, IVectors<TVector>
        where TVector : unmanaged
        where TLanes : struct, ILanes<T, TLane>
        where TLane : unmanaged
    {
        bool halves = TLanes.Count == 2 * TVectors.Lanes;
        for (int first = 0; first < run.Count; first += Together)
        {
            int end = Math.Min(first + Together, run.Count);
            for (int q = 0; q < until - from; q += TLanes.Count)
            {
                TVector s = TVectors.Load(sums + q);
                TVector t = halves ? TVectors.Load(sums + q + TVectors.Lanes) : s;
                TLane low = TLanes.Load(lowest + q);
                TLane high = TLanes.Load(highest + q);
                TLane count = TLanes.Load(counts + q);
                for (int k = first; k < end; k++)
                {
                    run.Fetch(k + Together, from + q);
                    T* at = run[k] + from + q;
                    s = TVectors.Add(s, TVectors.Load(at));
                    if (halves) t = TVectors.Add(t, TVectors.Load(at + TVectors.Lanes));
                    TLane x = TLanes.Load(at);
                    low = TLanes.WhereNonzero(x, TLanes.Min(low, x), low);
                    high = TLanes.WhereNonzero(x, TLanes.Max(high, x), high);
                    count = TLanes.WhereNonzero(x, TLanes.Add(count, TLanes.All(T.One)), count);
                }
                TVectors.Store(s, sums + q);
                if (halves) TVectors.Store(t, sums + q + TVectors.Lanes);
                TLanes.Store(low, lowest + q);
                TLanes.Store(high, highest + q);
                TLanes.Store(count, counts + q);
            }
        }
    }
}
