using System.Buffers;
using System.Numerics;

namespace Coterie.Activations;

/// <summary>
/// Turns a batch on its side: for each neuron and class, the activations that are not zero, in the order of the samples.
/// </summary>
/// <remarks>
/// Most activations behind a ReLU are zero, and add nothing to any sum or bin of non-zeros; taken out first, they leave
/// full vectors to the arithmetic. A block of samples is taken through eight neurons after eight, so that the
/// block's rows stay in the cache until the last. A neuron is one thread's and meets its samples in their order, so that
/// no figure depends on the number of threads or on how the samples are divided into batches.
/// </remarks>
internal static unsafe class NonzeroColumns
{
    private const int RowsPerBlock = 512;
    private const int Capacity = RowsPerBlock + Columns.Lanes;

    /// <summary>Takes some activations of one neuron on samples of one class.</summary>
    /// <param name="class">The class.</param>
    /// <param name="neuron">The neuron.</param>
    /// <param name="values">The activations, writable, the first repeated at the end up to a multiple of eight.</param>
    /// <param name="count">How many, 1 or more.</param>
    public delegate void Take(int @class, int neuron, double* values, int count);

    /// <summary>Goes through a batch.</summary>
    /// <param name="activations">samples × neurons, row by row.</param>
    /// <param name="labels">The class of each sample.</param>
    /// <param name="classes">How many classes.</param>
    /// <param name="neurons">How many neurons.</param>
    /// <param name="threads">How many threads may call <paramref name="take"/> at once, each for neurons of its own.</param>
    /// <param name="take">Receives the activations.</param>
    public static void ForEach<T>(ReadOnlySpan<T> activations, ReadOnlySpan<int> labels, int classes, int neurons, int threads, Take take)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = labels.Length;
        int[] order = ArrayPool<int>.Shared.Rent(count);
        SortBlocks(labels, classes, order);
        fixed (T* values = activations)
        fixed (int* classOf = labels)
        {
            // A lambda may not hold pointers to spans, but may hold their addresses while they stay fixed.
            (nint valuesAddress, nint classesAddress) = ((nint)values, (nint)classOf);
            Columns.ForEachRange(neurons, threads, (start, end) =>
            {
                double* lists = stackalloc double[Columns.Lanes * Capacity];
                for (int from = 0; from < count; from += RowsPerBlock)
                {
                    ReadOnlySpan<int> rows = order.AsSpan(from, Math.Min(RowsPerBlock, count - from));
                    for (int q = start; q < end; q += Columns.Lanes)
                    {
                        int lanes = Math.Min(Columns.Lanes, end - q);
                        TakeBlock((T*)valuesAddress, (int*)classesAddress, rows, neurons, q, lanes, lists, take);
                    }
                }
            });
        }
        ArrayPool<int>.Shared.Return(order);
    }

    private static void TakeBlock<T>(
        T* values, int* classOf, ReadOnlySpan<int> rows, int neurons, int neuron, int lanes, double* lists, Take take)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int* counts = stackalloc int[Columns.Lanes];
        for (int k = 0; k < rows.Length;)
        {
            int @class = classOf[rows[k]];
            new Span<int>(counts, Columns.Lanes).Clear();
            for (; k < rows.Length && classOf[rows[k]] == @class; k++)
            {
                T* row = values + (long)rows[k] * neurons + neuron;
                for (int lane = 0; lane < lanes; lane++)
                {
                    // Written always and kept if not zero: there is no branch to mispredict.
                    double x = double.CreateTruncating(row[lane]);
                    lists[lane * Capacity + counts[lane]] = x;
                    counts[lane] += x != 0 ? 1 : 0;
                }
            }
            for (int lane = 0; lane < lanes; lane++)
            {
                if (counts[lane] == 0) continue;
                double* list = lists + lane * Capacity;
                for (int pad = counts[lane]; pad % Columns.Lanes != 0; pad++) list[pad] = list[0];
                take(@class, neuron + lane, list, counts[lane]);
            }
        }
    }

    // Within each block by class, and by sample within the class.
    private static void SortBlocks(ReadOnlySpan<int> labels, int classes, int[] order)
    {
        int[] next = ArrayPool<int>.Shared.Rent(classes + 1);
        for (int from = 0; from < labels.Length; from += RowsPerBlock)
        {
            int until = Math.Min(from + RowsPerBlock, labels.Length);
            Array.Clear(next);
            for (int d = from; d < until; d++) next[labels[d] + 1]++;
            next[0] = from;
            for (int i = 1; i < classes; i++) next[i] += next[i - 1];
            for (int d = from; d < until; d++) order[next[labels[d]]++] = d;
        }
        ArrayPool<int>.Shared.Return(next);
    }
}
