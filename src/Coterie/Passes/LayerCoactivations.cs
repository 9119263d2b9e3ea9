using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Coterie.Activations;
using Coterie.Numerics;
using Coterie.Patterns;

namespace Coterie.Passes;

/// <summary>Counts the co-activations of a layer.</summary>
/// <remarks>
/// First each sample becomes a row of above-mean bits, a bit for each neuron; samples are taken in the order in which they stand in memory,
/// which takes about two thirds of the time that class by class takes. Then each class counts its rows.
/// </remarks>
internal sealed unsafe class LayerCoactivations : ILayerPass
{
    private const int WordBits = 64;

    // Samples are shared out among threads by so many.
    private const int SamplesAtOnce = 256;

    private readonly ClassTable means;
    private readonly int threads;
    private readonly int words;
    private readonly ClassCoactivations[] classes;
    private ulong[] bits = [];
    private object? thresholds;

    /// <summary>Starts with no samples.</summary>
    /// <param name="means">The class means.</param>
    /// <param name="representatives">The representatives of each class.</param>
    /// <param name="threads">The most threads to use.</param>
    public LayerCoactivations(ClassTable means, Representatives representatives, int threads)
    {
        this.means = means;
        this.threads = threads;
        words = WordsFor(means.Neurons);
        classes = new ClassCoactivations[representatives.Classes];
        for (int i = 0; i < classes.Length; i++) classes[i] = new ClassCoactivations(representatives[i], words);
    }

    /// <summary>The most bytes that the counts of a layer take.</summary>
    /// <param name="neurons">The neurons of the layer.</param>
    /// <param name="top">The most representatives of a class.</param>
    /// <param name="classes">The number of classes.</param>
    public static long Bytes(int neurons, int top, int classes)
    {
        return classes * (ClassCoactivations.Bytes(WordsFor(neurons), top) + neurons * (long)sizeof(double));
    }

    /// <inheritdoc/>
    public void Add<T>(ReadOnlySpan<T> activations, ReadOnlySpan<int> labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int samples = labels.Length;
        T[][] above = Thresholds<T>();
        if (bits.Length < samples * (long)words) bits = new ulong[samples * (long)words];
        fixed (T* pinnedActivations = activations)
        fixed (int* pinnedLabels = labels)
        {
            // A lambda cannot hold a pointer that pins, but can hold a copy while the memory stays pinned.
            T* batch = pinnedActivations;
            int* labelOf = pinnedLabels;
            ParallelLoop.Run((samples + SamplesAtOnce - 1) / SamplesAtOnce, threads, part =>
            {
                int until = Math.Min(samples, (part + 1) * SamplesAtOnce);
                for (int d = part * SamplesAtOnce; d < until; d++)
                {
                    FindBits(batch + d * (nint)means.Neurons, above[labelOf[d]], bits.AsSpan(d * words, words));
                }
            });
        }
        ClassOrder order = new(labels, classes.Length);
        ParallelLoop.Run(classes.Length, threads, i => classes[i].Add(bits, order.Of(i)));
    }

    /// <inheritdoc/>
    public object Finish()
    {
        return new CoactivationCounts(Array.ConvertAll(classes, one => one.Finish()));
    }

    // For each neuron, whether the sample's activation is above its threshold.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FindBits<T>(T* sample, T[] thresholds, Span<ulong> bits)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (T* threshold = thresholds)
        {
            for (int word = 0; word < bits.Length; word++)
            {
                int from = word * WordBits, until = Math.Min(from + WordBits, thresholds.Length);
                ulong above = 0;
                int q = from;
                for (; q + Vector512<T>.Count <= until; q += Vector512<T>.Count)
                {
                    Vector512<T> isAbove = Vector512.GreaterThan(Vector512.Load(sample + q), Vector512.Load(threshold + q));
                    above |= isAbove.ExtractMostSignificantBits() << (q - from);
                }
                for (; q < until; q++) above |= sample[q] > threshold[q] ? 1UL << (q - from) : 0;
                bits[word] = above;
            }
        }
    }

    // The class means, rounded down to the activations' type: a number of that type is above a float64 just when it is above the nearest
    // number of that type that is not above the float64.
    private T[][] Thresholds<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (thresholds is T[][] found) return found;
        T[][] rounded = [.. Enumerable.Range(0, classes.Length).Select(i => Array.ConvertAll(means.Row(i).ToArray(), RoundDown))];
        thresholds = rounded;
        return rounded;

        static T RoundDown(double mean)
        {
            T nearest = T.CreateTruncating(mean);
            return double.CreateTruncating(nearest) > mean ? T.BitDecrement(nearest) : nearest;
        }
    }

    private static int WordsFor(int neurons)
    {
        return (neurons + WordBits - 1) / WordBits;
    }
}
