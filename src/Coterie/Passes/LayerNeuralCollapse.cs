using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Coterie.Activations;
using Coterie.Geometry;
using Coterie.Numerics;

namespace Coterie.Passes;

/// <summary>
/// Adds up how far the samples of a layer are from their class means, along the directions in which the class means differ.
/// </summary>
/// <remarks>
/// A sample costs neurons × (classes − 1) products. Four directions at a time share the activations that are loaded, and each thread takes
/// whole samples; the distances are added up in the order of the samples.
/// </remarks>
internal sealed unsafe class LayerNeuralCollapse : ILayerPass
{
    private const int Lanes = 8;
    private const int DirectionsAtOnce = 4;

    // Samples are shared out among threads by so many.
    private const int SamplesAtOnce = 128;

    private readonly int neurons;
    private readonly int threads;
    private readonly int groups;
    private readonly int stride;

    // Groups of four directions one after the other, the last filled up with zeros; within a group a vector of each, then the next neurons.
    private readonly double[] directions;

    // Where the class means lie along the directions: classes × directions.
    private readonly double[] centres;
    private readonly double[] sums;
    private readonly long[] samples;
    private readonly bool isDefined;
    private double[] distances = [];

    /// <summary>Starts with no samples.</summary>
    /// <param name="means">The class means.</param>
    /// <param name="samples">The number of samples of each class.</param>
    /// <param name="threads">The most threads to use.</param>
    public LayerNeuralCollapse(ClassTable means, ReadOnlySpan<long> samples, int threads)
    {
        IReadOnlyList<double[]> found = ClassDirections.Of(means);
        isDefined = found.Count > 0;
        neurons = means.Neurons;
        this.threads = threads;
        this.samples = samples.ToArray();
        groups = (found.Count + DirectionsAtOnce - 1) / DirectionsAtOnce;
        stride = (neurons + Lanes - 1) / Lanes * Lanes * DirectionsAtOnce;
        directions = new double[groups * (long)stride];
        for (int k = 0; k < found.Count; k++)
        {
            int group = k / DirectionsAtOnce * stride + k % DirectionsAtOnce * Lanes;
            for (int q = 0; q < neurons; q++) directions[group + q / Lanes * Lanes * DirectionsAtOnce + q % Lanes] = found[k][q];
        }
        sums = new double[means.Classes];
        centres = new double[means.Classes * groups * DirectionsAtOnce];
        for (int i = 0; i < means.Classes; i++)
        {
            fixed (double* mean = means.Row(i))
            fixed (double* first = directions)
            {
                for (int g = 0; g < groups; g++) Place(mean, first + g * (nint)stride).CopyTo(centres, (i * groups + g) * DirectionsAtOnce);
            }
        }
    }

    /// <inheritdoc/>
    public void Add<T>(ReadOnlySpan<T> activations, ReadOnlySpan<int> labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!isDefined) return;
        int count = labels.Length;
        if (distances.Length < count) distances = new double[count];
        fixed (T* pinnedActivations = activations)
        fixed (int* pinnedLabels = labels)
        {
            // A lambda cannot hold a pointer that pins, but can hold a copy while the memory stays pinned.
            T* batch = pinnedActivations;
            int* labelOf = pinnedLabels;
            ParallelLoop.Run((count + SamplesAtOnce - 1) / SamplesAtOnce, threads, part =>
            {
                int until = Math.Min(count, (part + 1) * SamplesAtOnce);
                for (int d = part * SamplesAtOnce; d < until; d++) distances[d] = Distance(batch + d * (nint)neurons, labelOf[d]);
            });
        }
        for (int d = 0; d < count; d++) sums[labels[d]] += distances[d];
    }

    /// <inheritdoc/>
    public object Finish()
    {
        if (!isDefined) return new NeuralCollapse(Nc1: null);
        int classes = sums.Length;
        double within = 0;
        for (int i = 0; i < classes; i++) within += sums[i] / samples[i];
        double value = within / classes / classes;
        return new NeuralCollapse(double.IsFinite(value) ? value : null);
    }

    // The squared distance of a sample from its class mean, measured along the directions.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Distance<T>(T* sample, int @class)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector256<double> squares = Vector256<double>.Zero;
        fixed (double* first = directions)
        fixed (double* centre = centres)
        {
            for (int g = 0; g < groups; g++)
            {
                Vector256<double> own = Vector256.Load(centre + (@class * groups + g) * (nint)DirectionsAtOnce);
                Vector256<double> away = Place(sample, first + g * (nint)stride) - own;
                squares += away * away;
            }
        }
        return Total(squares);
    }

    // Where a sample lies along a group of four directions.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Vector256<double> Place<T>(T* sample, double* group)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector512<double> a = Vector512<double>.Zero, b = a, c = a, d = a;
        int q = 0;
        for (; q + Lanes <= neurons; q += Lanes, group += Lanes * DirectionsAtOnce) AddEight(Widening.Load(sample + q));
        if (q < neurons) AddEight(Widening.LoadFirst(sample + q, neurons - q));
        return Vector256.Create(Total(a), Total(b), Total(c), Total(d));

        void AddEight(Vector512<double> x)
        {
            a = Vector512.FusedMultiplyAdd(x, Vector512.Load(group), a);
            b = Vector512.FusedMultiplyAdd(x, Vector512.Load(group + Lanes), b);
            c = Vector512.FusedMultiplyAdd(x, Vector512.Load(group + 2 * Lanes), c);
            d = Vector512.FusedMultiplyAdd(x, Vector512.Load(group + 3 * Lanes), d);
        }
    }

    // Lanes added in an order of our own, which no processor changes.
    private static double Total(Vector512<double> lanes) => Total(lanes.GetLower() + lanes.GetUpper());

    private static double Total(Vector256<double> lanes)
    {
        Vector128<double> pair = lanes.GetLower() + lanes.GetUpper();
        return pair[0] + pair[1];
    }
}
