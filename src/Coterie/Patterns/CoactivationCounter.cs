using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
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

    // Samples are shared out by no more: cores are rarely equally fast, and some begin late.
    private const int Together = 2048;

    // So many samples on, what was asked for has come from memory.
    private const int Ahead = 3;

    private readonly int neuronCount;
    private readonly ClassCounts[] classes;

    public CoactivationCounter(ClassTable means, Representatives representatives)
    {
        neuronCount = means.Neurons;
        classes = new ClassCounts[representatives.Classes];
        for (int i = 0; i < classes.Length; i++) classes[i] = new ClassCounts(representatives, means, i);
    }

    public static long Bytes(int classes, int top, int neurons)
    {
        return classes * ClassCounts.Bytes(top, neurons);
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
        int parts = Math.Max(Math.Min(count, threads), count / Together);
        ExceedingBits<T>[] exceeding = Array.ConvertAll(classes, of => of.Bits<T>());
        // Of each part of the samples, where the next bits of each class go: all of a class stand together.
        int[][] next = new int[parts][];
        int[] ends = new int[classes.Length];
        fixed (T* values = activations)
        fixed (int* labelled = labels)
        {
            // A lambda may not hold pointers to spans, but may hold their addresses while they stay fixed.
            (nint valuesAt, nint labelsAt) = ((nint)values, (nint)labelled);
            Each.Of(parts, threads, part =>
            {
                int[] words = next[part] = new int[classes.Length];
                foreach (int label in Labels(labelsAt, part)) words[label] += classes[label].Words;
            });
            int total = 0;
            for (int i = 0; i < classes.Length; i++)
            {
                foreach (int[] words in next) (words[i], total) = (total, total + words[i]);
                ends[i] = total;
            }
            ulong[] bits = ArrayPool<ulong>.Shared.Rent(total);
            Each.Of(parts, threads, part =>
            {
                // A copy by the thread itself, so that no two threads write to one cache line.
                Find((T*)valuesAt + Start(part) * (nint)neuronCount, Labels(labelsAt, part), exceeding, [.. next[part]], bits);
            });
            Each.Of(classes.Length, threads, i => classes[i].Add(bits.AsSpan((i == 0 ? 0 : ends[i - 1])..ends[i])));
            ArrayPool<ulong>.Shared.Return(bits);
        }

        int Start(int part) => (int)((long)count * part / parts);

        ReadOnlySpan<int> Labels(nint at, int part) => new((int*)at + Start(part), Start(part + 1) - Start(part));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe void Find<T>(T* sample, ReadOnlySpan<int> labels, ExceedingBits<T>[] exceeding, Span<int> next, Span<ulong> bits)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int d = 0; d < labels.Length; d++, sample += neuronCount)
        {
            int ahead = Math.Min(Ahead, labels.Length - 1 - d);
            exceeding[labels[d + ahead]].Fetch(sample + ahead * neuronCount);
            int label = labels[d];
            int words = classes[label].Words;
            exceeding[label].Find(sample, bits.Slice(next[label], words));
            next[label] += words;
        }
    }
}
