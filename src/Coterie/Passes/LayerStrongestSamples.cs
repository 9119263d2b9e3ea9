using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Coterie.Activations;
using Coterie.Numerics;

namespace Coterie.Passes;

/// <summary>Finds the samples on which each neuron of a layer is most active.</summary>
/// <remarks>
/// A thread takes some neurons through the samples in their order, so that of equal activations the earlier stays. After the first samples
/// hardly any is among a neuron's strongest: of n samples in random order about 8 ln(n / 8). The others cost a comparison in a vector.
/// </remarks>
/// <param name="neurons">The neurons of the layer.</param>
/// <param name="threads">The most threads to use.</param>
internal sealed unsafe class LayerStrongestSamples(int neurons, int threads) : ILayerPass
{
    private const int Most = StrongestSamples.Most;
    private const int Lanes = 8;

    // The neurons that a thread takes at once.
    private const int RangeColumns = 128;

    private readonly StrongestSample[] found = new StrongestSample[neurons * Most];
    private readonly int[] counts = new int[neurons];

    // What an activation must be above to be among a neuron's strongest: 0, or the last of as many as there may be.
    private readonly double[] least = new double[neurons];
    private long before;

    /// <summary>The bytes taken.</summary>
    /// <param name="neurons">The neurons of the layer.</param>
    public static long Bytes(int neurons)
    {
        return neurons * (Most * (long)sizeof(StrongestSample) + sizeof(int) + sizeof(double));
    }

    /// <inheritdoc/>
    public void Add<T>(ReadOnlySpan<T> activations, ReadOnlySpan<int> labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int samples = labels.Length;
        fixed (T* pinnedActivations = activations)
        fixed (int* pinnedLabels = labels)
        {
            // A lambda cannot hold a pointer that pins, but can hold a copy while the memory stays pinned.
            T* batch = pinnedActivations;
            int* labelOf = pinnedLabels;
            ParallelLoop.Run((neurons + RangeColumns - 1) / RangeColumns, threads, range =>
            {
                int from = range * RangeColumns;
                AddColumns(batch, labelOf, samples, from, Math.Min(from + RangeColumns, neurons));
            });
        }
        before += samples;
    }

    /// <inheritdoc/>
    public object Finish() => new StrongestSamples(found, counts);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddColumns<T>(T* batch, int* labels, int samples, int from, int until)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (double* threshold = least)
        {
            for (int d = 0; d < samples; d++)
            {
                T* row = batch + d * (nint)neurons;
                int q = from;
                for (; q + Lanes <= until; q += Lanes)
                {
                    Vector512<double> isAbove = Vector512.GreaterThan(Widening.Load(row + q), Vector512.Load(threshold + q));
                    for (ulong above = isAbove.ExtractMostSignificantBits(); above != 0; above &= above - 1)
                    {
                        int neuron = q + BitOperations.TrailingZeroCount(above);
                        Insert(neuron, new StrongestSample(before + d, labels[d], double.CreateTruncating(row[neuron])));
                    }
                }
                for (; q < until; q++)
                {
                    double activation = double.CreateTruncating(row[q]);
                    if (activation > threshold[q]) Insert(q, new StrongestSample(before + d, labels[d], activation));
                }
            }
        }
    }

    private void Insert(int neuron, StrongestSample sample)
    {
        Span<StrongestSample> own = found.AsSpan(neuron * Most, Most);
        int place = Math.Min(counts[neuron], Most - 1);
        for (; place > 0 && own[place - 1].Activation < sample.Activation; place--) own[place] = own[place - 1];
        own[place] = sample;
        counts[neuron] = Math.Min(counts[neuron] + 1, Most);
        if (counts[neuron] == Most) least[neuron] = own[^1].Activation;
    }
}
