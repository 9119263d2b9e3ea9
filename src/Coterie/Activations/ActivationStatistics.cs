using System.Numerics;
using System.Runtime.Intrinsics;

namespace Coterie.Activations;

/// <summary>
/// The first reading of a layer: for each class and neuron the sums, extremes and counts that need nothing else known.
/// Memory: classes × neurons × 48 bytes, whatever the number of samples.
/// </summary>
public sealed class ActivationStatistics
{
    // In each table, the row of a class begins at class * neurons.
    private readonly long[] samples;
    private readonly double[] sums;
    private readonly double[] magnitudes;
    private readonly double[] magnitudeLogs;
    private readonly double[] minima;
    private readonly double[] maxima;
    private readonly long[] nonzeros;

    /// <summary>Starts with no samples.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="classes">How many classes.</param>
    public ActivationStatistics(Layer layer, int classes)
    {
        Layer = layer;
        Classes = classes;
        samples = new long[classes];
        sums = Table();
        magnitudes = Table();
        magnitudeLogs = Table();
        minima = Table();
        maxima = Table();
        nonzeros = new long[classes * (long)layer.Neurons];
        Array.Fill(minima, double.PositiveInfinity);
        Array.Fill(maxima, double.NegativeInfinity);

        double[] Table() => new double[classes * (long)layer.Neurons];
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
        return classes * (long)layer.Neurons * 6 * sizeof(double);
    }

    /// <summary>Adds a batch.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="activations">samples × neurons, row by row.</param>
    /// <param name="labels">The class of each sample.</param>
    /// <param name="threads">How many threads may work on it; the result does not depend on it.</param>
    public unsafe void Add<T>(ReadOnlySpan<T> activations, ReadOnlySpan<int> labels, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(activations.Length, labels.Length * Layer.Neurons, nameof(activations));
        foreach (int label in labels)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)label, (uint)Classes, nameof(labels));
            samples[label]++;
        }
        NonzeroColumns.ForEach(activations, labels, Classes, Layer.Neurons, threads, Take);
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
                int at = i * Layer.Neurons + q;
                // The first of the sums to leave the finite numbers, and the only one in which infinities cannot cancel.
                if (!double.IsFinite(magnitudeLogs[at])) throw NotFinite(i, q, at);
                row[q] = sums[at] / samples[i];
            }
        }
        return means;
    }

    /// <summary>What is known of a neuron's activations on the samples of one class.</summary>
    internal ColumnSummary Of(int @class, int neuron)
    {
        int at = @class * Layer.Neurons + neuron;
        return new ColumnSummary(
            samples[@class], nonzeros[at], minima[at], maxima[at], magnitudes[at], magnitudeLogs[at]);
    }

    /// <summary>What is known of a neuron's activations on all samples.</summary>
    internal ColumnSummary Of(int neuron)
    {
        ColumnSummary all = ColumnSummary.Empty;
        for (int i = 0; i < Classes; i++) all = all.Join(Of(i, neuron));
        return all;
    }

    /// <summary>How many neurons are zero on every sample.</summary>
    public int DeadNeurons()
    {
        int dead = 0;
        for (int q = 0; q < Layer.Neurons; q++)
        {
            if (Of(q).Nonzeros == 0) dead++;
        }
        return dead;
    }

    private InputException NotFinite(int @class, int neuron, int at)
    {
        bool infinite = double.IsInfinity(minima[at]) || double.IsInfinity(maxima[at]);
        string found = double.IsNaN(magnitudeLogs[at]) ? "NaN" : infinite ? "infinite" : "so large that float64 cannot hold the sum";
        return new InputException(
            $"layer '{Layer.Name}', neuron {neuron}: found an activation that is {found} "
            + $"among the samples of class {@class}; expected finite numbers");
    }

    private unsafe void Take(int @class, int neuron, double* values, int count)
    {
        int at = @class * Layer.Neurons + neuron;
        (double sum, double magnitude, double minimum, double maximum) = (sums[at], magnitudes[at], minima[at], maxima[at]);
        for (int k = 0; k < count; k++)
        {
            double x = values[k];
            sum += x;
            magnitude += Math.Abs(x);
            minimum = double.MinNative(minimum, x);
            maximum = double.MaxNative(maximum, x);
        }
        for (int k = 0; k < count; k += Columns.Lanes)
        {
            Vector512<double> size = Vector512.Abs(Vector512.Load(values + k));
            (size * Vector512.Log(size)).Store(values + k);
        }
        double magnitudeLog = magnitudeLogs[at];
        for (int k = 0; k < count; k++) magnitudeLog += values[k];
        (sums[at], magnitudes[at], minima[at], maxima[at]) = (sum, magnitude, minimum, maximum);
        magnitudeLogs[at] = magnitudeLog;
        nonzeros[at] += count;
    }
}
