using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Coterie.Kernels;

namespace Coterie.Activations;

/// <summary>Rows of a batch that belong to one class, in the order of the samples.</summary>
/// <remarks>
/// Kernels work class by class, so that what they gather of a class stays in the cache. A batch is cut into blocks, and
/// the rows of each sorted by class; a range of columns is taken through block after block. A column meets its samples of a
/// class in their order, whatever the blocks: no figure depends on how the samples are divided into batches.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="class">The class.</param>
/// <param name="rows">The rows' first activations; each row can be read to a whole <see cref="Columns.Step"/>.</param>
/// <param name="count">How many rows, at most <see cref="MostRows"/>.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly unsafe struct ClassRun<T>(int @class, T** rows, int count)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // The lists of a run's non-zeros stand on the stack: at 256 columns of float64, 0.6 of a thread's 1.5 MB.
    private const int MostRows = 256;

    // Rows may be asked for that are so many ahead: as many as the run has.
    private const int MostAhead = MostRows;

    // Rows sorted at once, and the most columns taken of them.
    private const int BlockRows = 2048;
    private const int BlockColumns = 16 * Columns.Step;

    // Of many classes there are runs of some length, and whole classes, in long blocks only; and tables fit a cache for narrow ranges only.
    private const int ManyClasses = 64;
    private const int ManyClassesRows = 65536;

    /// <summary>Takes columns of a run.</summary>
    /// <param name="run">The rows.</param>
    /// <param name="from">The first column.</param>
    /// <param name="until">Behind the last column.</param>
    public delegate void Take(ClassRun<T> run, int from, int until);

    /// <summary>The class.</summary>
    public int Class => @class;

    /// <summary>How many rows.</summary>
    public int Count => count;

    /// <summary>The first activation of a row; also of one behind the last, to ask for, see <see cref="Fetch"/>.</summary>
    public T* this[int row] => rows[row];

    /// <summary>Asks for an activation of a row that comes later, of this run or the next.</summary>
    /// <param name="row">The row, less than <see cref="MostAhead"/> behind the last.</param>
    /// <param name="column">The column.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fetch(int row, int column)
    {
        if (Sse.IsSupported) Sse.Prefetch0(rows[row] + column);
    }

    /// <summary>Goes through a range of the columns of a batch.</summary>
    /// <param name="activations">samples × neurons, row by row.</param>
    /// <param name="labels">The class of each sample.</param>
    /// <param name="classes">How many classes.</param>
    /// <param name="columns">The columns, the first at a whole step, and the one behind the last.</param>
    /// <param name="threads">How many threads may call <paramref name="take"/> at once, each for columns of its own.</param>
    /// <param name="take">Receives the runs.</param>
    public static void ForEach(
        ReadOnlySpan<T> activations, ReadOnlySpan<int> labels, int classes, (int From, int Until) columns, int threads, Take take)
    {
        if (activations.IsEmpty) return;
        int samples = labels.Length;
        int neurons = activations.Length / samples;
        int[] order = ArrayPool<int>.Shared.Rent(samples);
        nint[] addresses = ArrayPool<nint>.Shared.Rent(samples + MostAhead);
        bool many = classes >= ManyClasses;
        int blockRows = many ? ManyClassesRows : BlockRows;
        // The last rows are read from a copy that has room behind it.
        int spare = activations.Length - Columns.Padded(neurons);
        int firstCopied = spare < 0 ? 0 : spare / neurons + 1;
        ReadOnlySpan<T> copied = activations[(firstCopied * neurons)..];
        T[] copy = ArrayPool<T>.Shared.Rent(copied.Length + Columns.Step);
        copied.CopyTo(copy);
        Array.Clear(copy, copied.Length, Columns.Step);
        fixed (T* values = activations, ends = copy)
        fixed (int* classOf = labels)
        fixed (nint* rows = addresses)
        {
            // A lambda may not hold pointers to spans, but may hold their addresses while they stay fixed.
            (nint rowsAt, nint classesAt, nint valuesAt, nint endsAt) = ((nint)rows, (nint)classOf, (nint)values, (nint)ends);
            int blocks = (samples + blockRows - 1) / blockRows;
            Each.Of(blocks, threads, number =>
            {
                int from = number * blockRows;
                int count = Math.Min(blockRows, samples - from);
                SortByClass(new ReadOnlySpan<int>((int*)classesAt + from, count), classes, order.AsSpan(from, count));
                for (int k = from; k < from + count; k++)
                {
                    int d = order[k] += from;
                    ((nint*)rowsAt)[k] = d < firstCopied ? valuesAt + (nint)d * neurons * sizeof(T) : endsAt + (nint)(d - firstCopied) * neurons * sizeof(T);
                }
            });
            for (int k = 0; k < MostAhead; k++) rows[samples + k] = rows[samples - 1];
            ColumnRanges.ForEach(columns.From, columns.Until, many ? Columns.Step : BlockColumns, blocks, threads, (block, from, until) =>
            {
                int blockEnd = Math.Min((block + 1) * blockRows, samples);
                for (int k = block * blockRows; k < blockEnd;)
                {
                    int start = k;
                    int @class = ((int*)classesAt)[order[k]];
                    int end = Math.Min(k + MostRows, blockEnd);
                    while (k < end && ((int*)classesAt)[order[k]] == @class) k++;
                    take(new ClassRun<T>(@class, (T**)rowsAt + start, k - start), from, until);
                }
            });
        }
        ArrayPool<T>.Shared.Return(copy);
        ArrayPool<nint>.Shared.Return(addresses);
        ArrayPool<int>.Shared.Return(order);
    }

    // By class, and by sample within the class.
    private static void SortByClass(ReadOnlySpan<int> labels, int classes, Span<int> order)
    {
        int[] next = ArrayPool<int>.Shared.Rent(classes + 1);
        Array.Clear(next, 0, classes + 1);
        foreach (int label in labels) next[label + 1]++;
        for (int i = 1; i < classes; i++) next[i] += next[i - 1];
        for (int d = 0; d < labels.Length; d++) order[next[labels[d]]++] = d;
        ArrayPool<int>.Shared.Return(next);
    }
}
