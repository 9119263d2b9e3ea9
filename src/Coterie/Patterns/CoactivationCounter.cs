using System.Buffers;
using System.Numerics;
using Coterie.Activations;
using Coterie.Kernels;

namespace Coterie.Patterns;

/// <summary>
/// Counts, for each class and each pair of its representatives, the samples of the class on which both exceed their
/// class means (<c>delta_i[p,q]</c>).
/// </summary>
/// <remarks>
/// A sample becomes a row of bits, one for each representative of its class. The rows of a class are gathered, turned
/// on their side when there are enough, and then two representatives compared by and-ing their words and counting the ones.
/// Rows are gathered to a fixed number, whatever the number of samples.
/// </remarks>
internal sealed class CoactivationCounter
{
    // The rows of bits of a batch are kept between two steps; larger batches are taken in parts.
    private const int MostRows = 65536;

    // So many samples on, what was asked for has come from memory.
    private const int Ahead = 8;

    private readonly int neuronCount;
    private readonly ClassCounts[] classes;

    public CoactivationCounter(ClassTable means, Representatives representatives)
    {
        neuronCount = means.Neurons;
        classes = new ClassCounts[representatives.Classes];
        for (int i = 0; i < classes.Length; i++) classes[i] = new ClassCounts(representatives[i], means.Row(i));
    }

    public static long Bytes(int classes, int top)
    {
        return classes * ClassCounts.Bytes(top);
    }

    public void Add<T>(ReadOnlySpan<T> activations, ReadOnlySpan<int> labels, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int from = 0; from < labels.Length; from += MostRows)
        {
            int count = Math.Min(MostRows, labels.Length - from);
            AddPart(activations.Slice(from * neuronCount, count * neuronCount), labels.Slice(from, count), threads);
        }
    }

    /// <summary>The count of each pair of positions p &lt; q among the representatives of a class.</summary>
    public ReadOnlySpan<long> Counts(int @class)
    {
        return classes[@class].Counts();
    }

    /// <summary>Where the pair of positions p &lt; q stands in <see cref="Counts"/>.</summary>
    public static int PairIndex(int p, int q)
    {
        return q * (q - 1) / 2 + p;
    }

    private unsafe void AddPart<T>(ReadOnlySpan<T> activations, ReadOnlySpan<int> labels, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = labels.Length;
        // Where the bits of each sample go: by class, and by sample within the class.
        int[] starts = ArrayPool<int>.Shared.Rent(classes.Length + 1);
        int[] places = ArrayPool<int>.Shared.Rent(count);
        Array.Clear(starts, 0, classes.Length + 1);
        foreach (int label in labels) starts[label + 1] += classes[label].Words;
        for (int i = 0; i < classes.Length; i++) starts[i + 1] += starts[i];
        for (int d = 0; d < count; d++)
        {
            places[d] = starts[labels[d]];
            starts[labels[d]] += classes[labels[d]].Words;
        }
        // Each start has moved to the end of its class, which is the start of the next.
        int total = starts[classes.Length];
        ulong[] bits = ArrayPool<ulong>.Shared.Rent(total);
        fixed (T* values = activations)
        fixed (int* labelled = labels)
        {
            (nint valuesAt, nint labelsAt) = ((nint)values, (nint)labelled);
            int parts = Math.Min(count, threads);
            Each.Of(parts, threads, part =>
            {
                int until = (int)((long)count * (part + 1) / parts);
                for (int d = (int)((long)count * part / parts); d < until; d++)
                {
                    int coming = Math.Min(d + Ahead, count - 1);
                    classes[((int*)labelsAt)[coming]].Fetch((T*)valuesAt + (nint)coming * neuronCount);
                    ClassCounts of = classes[((int*)labelsAt)[d]];
                    of.Exceed((T*)valuesAt + (nint)d * neuronCount, bits.AsSpan(places[d], of.Words));
                }
            });
        }
        Each.Of(classes.Length, threads, i => classes[i].Add(bits.AsSpan((i == 0 ? 0 : starts[i - 1])..starts[i])));
        ArrayPool<ulong>.Shared.Return(bits);
        ArrayPool<int>.Shared.Return(places);
        ArrayPool<int>.Shared.Return(starts);
    }
}
