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
    // Such a block and the next, which is asked for meanwhile, stay in the cache of one core.
    private static readonly (int Rows, int Columns) Block = (512, 16 * Columns.Step);

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
        ArgumentOutOfRangeException.ThrowIfNotEqual(activations.Length, labels.Length * Layer.Neurons, nameof(activations));
        foreach (int label in labels)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)label, (uint)Classes, nameof(labels));
            samples[label]++;
        }
        ClassRun<T>.ForEach(activations, labels, Classes, (0, Layer.Neurons), Block, threads, Take<T, TVectors, TVector>);
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

    // A few columns at a time through all rows of the run, in registers; the tables are read and written once a run.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Take<T, TVectors, TVector>(ClassRun<T> run, int from, int until)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVectors : struct, IVectors<TVector>
        where TVector : unmanaged
    {
        int row = run.Class * stride;
        uint all = (1U << TVectors.Lanes) - 1;
        RowsAhead<T> ahead = run.Next(from, until);
        fixed (double* sum = &sums[row], magnitude = &magnitudes[row], minimum = &minima[row], maximum = &maxima[row], nonzero = &nonzeros[row])
        {
            for (int q = from; q < until; q += 2 * TVectors.Lanes)
            {
                bool newLine = q * sizeof(T) % 64 == 0;
                int r = q + TVectors.Lanes;
                TVector s = TVectors.Load(sum + q);
                TVector t = TVectors.Load(sum + r);
                TVector lowS = TVectors.Load(minimum + q);
                TVector lowT = TVectors.Load(minimum + r);
                // As long as nothing was negative, the sum of |x| is the sum itself, bit for bit.
                TVectors.Store(TVectors.WhereNegative(lowS, TVectors.Load(magnitude + q), s), magnitude + q);
                TVectors.Store(TVectors.WhereNegative(lowT, TVectors.Load(magnitude + r), t), magnitude + r);
                TVector highS = TVectors.Load(maximum + q);
                TVector highT = TVectors.Load(maximum + r);
                TVector countS = TVectors.Load(nonzero + q);
                TVector countT = TVectors.Load(nonzero + r);
                for (int k = 0; k < run.Count; k++)
                {
                    if (newLine) ahead.Fetch();
                    TVector x = TVectors.Load(run[k] + q);
                    TVector y = TVectors.Load(run[k] + r);
                    s = TVectors.Add(s, x);
                    t = TVectors.Add(t, y);
                    lowS = Lower<TVectors, TVector>(lowS, x);
                    lowT = Lower<TVectors, TVector>(lowT, y);
                    highS = Higher<TVectors, TVector>(highS, x);
                    highT = Higher<TVectors, TVector>(highT, y);
                    countS = Count<TVectors, TVector>(countS, x);
                    countT = Count<TVectors, TVector>(countT, y);
                }
                TVectors.Store(s, sum + q);
                TVectors.Store(t, sum + r);
                TVectors.Store(lowS, minimum + q);
                TVectors.Store(lowT, minimum + r);
                TVectors.Store(highS, maximum + q);
                TVectors.Store(highT, maximum + r);
                TVectors.Store(countS, nonzero + q);
                TVectors.Store(countT, nonzero + r);
            }
            // In a loop of its own: a call beside them would have the vectors above leave their registers.
            for (int q = from; q < until; q += TVectors.Lanes)
            {
                if (TVectors.NotLess(TVectors.Load(minimum + q), TVectors.All(0)) != all)
                {
                    AddMagnitudes<T, TVectors, TVector>(run, q, magnitude + q);
                }
            }
        }
    }

    private static void AddMagnitudes<T, TVectors, TVector>(ClassRun<T> run, int column, double* magnitude)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVectors : struct, IVectors<TVector>
        where TVector : unmanaged
    {
        TVector m = TVectors.Load(magnitude);
        for (int k = 0; k < run.Count; k++) m = TVectors.Add(m, TVectors.Abs(TVectors.Load(run[k] + column)));
        TVectors.Store(m, magnitude);
    }

    // The extremes of non-zeros, and how many there are.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Lower<TVectors, TVector>(TVector minimum, TVector x)
        where TVectors : struct, IVectors<TVector>
        where TVector : unmanaged
    {
        return TVectors.WhereNonzero(x, TVectors.Min(minimum, x), minimum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Higher<TVectors, TVector>(TVector maximum, TVector x)
        where TVectors : struct, IVectors<TVector>
        where TVector : unmanaged
    {
        return TVectors.WhereNonzero(x, TVectors.Max(maximum, x), maximum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Count<TVectors, TVector>(TVector count, TVector x)
        where TVectors : struct, IVectors<TVector>
        where TVector : unmanaged
    {
        return TVectors.WhereNonzero(x, TVectors.Add(count, TVectors.All(1)), count);
    }
}
