using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using Coterie.Activations;
using Coterie.Kernels;

namespace Coterie.Entropy;

/// <summary>The bins of some columns over one set of samples, and what is counted in their cells.</summary>
internal sealed class SetHistograms
{
    private readonly int cells;

    /// <summary>Starts with nothing counted.</summary>
    /// <param name="bins">How many bins.</param>
    /// <param name="columns">How many columns.</param>
    /// <param name="summary">What is known of each on the samples.</param>
    public SetHistograms(int bins, int columns, Func<int, ColumnSummary> summary)
    {
        cells = JointBins.Cells(bins);
        Bins = new JointBins[columns];
        for (int q = 0; q < columns; q++) Bins[q] = new JointBins(bins, summary(q));
        MagnitudeLogs = new InterleavedSum[columns];
        Counts = ArrayPool<int>.Shared.Rent(checked(columns * cells));
        Array.Clear(Counts);
    }

    /// <summary>The bins of each column.</summary>
    public JointBins[] Bins { get; }

    /// <summary>The sum of |x| ln|x| of each column.</summary>
    public InterleavedSum[] MagnitudeLogs { get; }

    /// <summary>The counts of each column's cells, column after column, until <see cref="Release"/>.</summary>
    public int[] Counts { get; }

    /// <summary>The bytes for some columns.</summary>
    public static long Bytes(int columns, int bins)
    {
        // The pool's arrays are powers of two.
        ulong counts = BitOperations.RoundUpToPowerOf2((ulong)columns * (ulong)JointBins.Cells(bins));
        return columns * (long)(Unsafe.SizeOf<JointBins>() + Unsafe.SizeOf<InterleavedSum>()) + (long)counts * sizeof(int);
    }

    /// <summary>Gives the counts' memory to the next reading: new memory costs as much as counting into it for a while.</summary>
    public void Release()
    {
        ArrayPool<int>.Shared.Return(Counts);
    }

    /// <summary>The counts of one column's cells.</summary>
    public Span<int> Of(int column)
    {
        return Counts.AsSpan(column * cells, cells);
    }
}
