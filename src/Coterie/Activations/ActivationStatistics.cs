using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Coterie.Kernels;

namespace Coterie.Activations;

/// <summary>
/// The first reading of a layer: for each class and neuron the sums, extremes and counts that need nothing else known.
/// Memory: classes × neurons × 40 bytes, whatever the number of samples.
/// </summary>
public sealed unsafe class ActivationStatistics
{
    // The tables of a class for so many columns stay in the cache of one core.
    private const int WidestRange = 16 * Columns.Step;

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
        ClassRun<T>.ForEach(activations, labels, Classes, (0, Layer.Neurons), WidestRange, threads, Take<T, TVectors, TVector>);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Take<T, TVectors, TVector>(ClassRun<T> run, int from, int until)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVectors : struct, IVectors<TVector>
        where TVector : unmanaged
    {
        int row = run.Class * stride;
        uint all = (1U << TVectors.Lanes) - 1;
        fixed (double* sum = &sums[row], magnitude = &magnitudes[row], minimum = &minima[row], maximum = &maxima[row], nonzero = &nonzeros[row])
        {
            // The tables are read and written once for four rows, and each row from left to right.
            int k = 0;
            for (; k + 4 <= run.Count; k += 4)
            {
                T* rowA = run[k];
                T* rowB = run[k + 1];
                T* rowC = run[k + 2];
                T* rowD = run[k + 3];
                for (int q = from; q < until; q += TVectors.Lanes)
                {
                    if (Sse.IsSupported && q * sizeof(T) % 64 == 0)
                    {
                        Sse.Prefetch0(run.Coming(k) + q);
                        Sse.Prefetch0(run.Coming(k + 1) + q);
                        Sse.Prefetch0(run.Coming(k + 2) + q);
                        Sse.Prefetch0(run.Coming(k + 3) + q);
                    }
                    TVector a = TVectors.Load(rowA + q);
                    TVector b = TVectors.Load(rowB + q);
                    TVector c = TVectors.Load(rowC + q);
                    TVector d = TVectors.Load(rowD + q);
                    TVector before = TVectors.Load(minimum + q);
                    TVector low = Lower<TVectors, TVector>(Lower<TVectors, TVector>(before, a), b);
                    low = Lower<TVectors, TVector>(Lower<TVectors, TVector>(low, c), d);
                    TVectors.Store(low, minimum + q);
                    TVector s = TVectors.Load(sum + q);
                    if (TVectors.NotLess(low, TVectors.All(0)) != all)
                    {
                        TVector m = Magnitude<TVectors, TVector>(before, magnitude + q, s);
                        m = TVectors.Add(TVectors.Add(m, TVectors.Abs(a)), TVectors.Abs(b));
                        TVectors.Store(TVectors.Add(TVectors.Add(m, TVectors.Abs(c)), TVectors.Abs(d)), magnitude + q);
                    }
                    TVectors.Store(TVectors.Add(TVectors.Add(TVectors.Add(TVectors.Add(s, a), b), c), d), sum + q);
                    TVector high = TVectors.Load(maximum + q);
                    high = Higher<TVectors, TVector>(Higher<TVectors, TVector>(high, a), b);
                    TVectors.Store(Higher<TVectors, TVector>(Higher<TVectors, TVector>(high, c), d), maximum + q);
                    TVector n = TVectors.Load(nonzero + q);
                    n = Count<TVectors, TVector>(Count<TVectors, TVector>(n, a), b);
                    TVectors.Store(Count<TVectors, TVector>(Count<TVectors, TVector>(n, c), d), nonzero + q);
                }
            }
            for (; k < run.Count; k++)
            {
                T* at = run[k];
                for (int q = from; q < until; q += TVectors.Lanes)
                {
                    TVector x = TVectors.Load(at + q);
                    TVector before = TVectors.Load(minimum + q);
                    TVector low = Lower<TVectors, TVector>(before, x);
                    TVectors.Store(low, minimum + q);
                    TVector s = TVectors.Load(sum + q);
                    if (TVectors.NotLess(low, TVectors.All(0)) != all)
                    {
                        TVectors.Store(TVectors.Add(Magnitude<TVectors, TVector>(before, magnitude + q, s), TVectors.Abs(x)), magnitude + q);
                    }
                    TVectors.Store(TVectors.Add(s, x), sum + q);
                    TVectors.Store(Higher<TVectors, TVector>(TVectors.Load(maximum + q), x), maximum + q);
                    TVectors.Store(Count<TVectors, TVector>(TVectors.Load(nonzero + q), x), nonzero + q);
                }
            }
        }
    }

    // The sum of |x| before the rows at hand: as long as nothing was negative, the sum itself, bit for bit.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Magnitude<TVectors, TVector>(TVector minimum, double* magnitude, TVector sum)
        where TVectors : struct, IVectors<TVector>
        where TVector : unmanaged
    {
        return TVectors.WhereNegative(minimum, TVectors.Load(magnitude), sum);
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
