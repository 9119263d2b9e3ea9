using System.Numerics;
using Coterie.Activations;

namespace Coterie.Patterns;

/// <summary>
/// Counts, for each class and each pair of its representatives, the samples of the class on which both exceed their
/// class means (<c>delta_i[p,q]</c>).
/// </summary>
/// <remarks>
/// Each representative has a row of bits, one for each sample of its class; two rows are compared by and-ing their words
/// and counting the ones. Rows are as long as a block of samples, not as the data: a full block is counted and used again.
/// </remarks>
internal sealed class CoactivationCounter
{
    private const int WordsPerBlock = 32;
    private const int SamplesPerBlock = WordsPerBlock * 64;

    private readonly int neuronCount;
    private readonly ClassRows[] classes;

    public CoactivationCounter(ClassTable means, Representatives representatives)
    {
        neuronCount = means.Neurons;
        classes = new ClassRows[representatives.Classes];
        for (int i = 0; i < classes.Length; i++)
        {
            int[] neurons = representatives[i].ToArray();
            double[] row = means.Row(i).ToArray();
            classes[i] = new ClassRows(neurons, [.. neurons.Select(q => row[q])]);
        }
    }

    public static long Bytes(int classes, int top)
    {
        return classes * (long)top * (WordsPerBlock * sizeof(ulong) + top * sizeof(long) / 2 + 12);
    }

    public unsafe void Add<T>(ReadOnlySpan<T> activations, ReadOnlySpan<int> labels, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (T* values = activations)
        fixed (int* labelled = labels)
        {
            (nint valuesAddress, nint labelsAddress, int count) = ((nint)values, (nint)labelled, labels.Length);
            int parts = Math.Min(threads, classes.Length);
            Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = threads }, part =>
            {
                // Each class is one thread's: the thread passes over the labels and takes its own samples.
                for (int d = 0; d < count; d++)
                {
                    int i = ((int*)labelsAddress)[d];
                    if (i % parts == part) classes[i].Add((T*)valuesAddress + (long)d * neuronCount);
                }
            });
        }
    }

    /// <summary>The count of a pair, given by their positions p &lt; q among the representatives of a class.</summary>
    public ReadOnlySpan<long> Counts(int @class)
    {
        classes[@class].Flush();
        return classes[@class].Counts;
    }

    /// <summary>Where the pair of positions p &lt; q stands in <see cref="Counts"/>.</summary>
    public static int PairIndex(int p, int q)
    {
        return q * (q - 1) / 2 + p;
    }

    private sealed class ClassRows(int[] neurons, double[] means)
    {
        private readonly ulong[] bits = new ulong[neurons.Length * WordsPerBlock];
        private int filled;

        public long[] Counts { get; } = new long[neurons.Length * (neurons.Length - 1) / 2];

        public unsafe void Add<T>(T* sample)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            int word = filled / 64;
            int bit = filled % 64;
            for (int k = 0; k < neurons.Length; k++)
            {
                // Compared in float64, as the mean is.
                ulong exceeds = double.CreateTruncating(sample[neurons[k]]) > means[k] ? 1UL : 0UL;
                bits[k * WordsPerBlock + word] |= exceeds << bit;
            }
            if (++filled == SamplesPerBlock) Flush();
        }

        public void Flush()
        {
            if (filled == 0) return;
            int words = (filled + 63) / 64;
            for (int q = 1; q < neurons.Length; q++)
            {
                ReadOnlySpan<ulong> right = bits.AsSpan(q * WordsPerBlock, words);
                for (int p = 0; p < q; p++)
                {
                    ReadOnlySpan<ulong> left = bits.AsSpan(p * WordsPerBlock, words);
                    int together = 0;
                    for (int w = 0; w < right.Length; w++) together += BitOperations.PopCount(left[w] & right[w]);
                    Counts[PairIndex(p, q)] += together;
                }
            }
            Array.Clear(bits);
            filled = 0;
        }
    }
}
