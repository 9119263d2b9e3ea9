using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using Coterie.Activations;
using Coterie.Kernels;

namespace Coterie.Entropy;

/// <summary>The bins of some columns over one class, and what is counted in their <see cref="Cells"/>.</summary>
/// <remarks>Counts are 16 bits wide where that is enough for the class's samples: half the memory, and more of it in the caches.</remarks>
internal sealed class ClassHistograms
{
    /// <summary>Starts with nothing counted.</summary>
    /// <param name="bins">How many bins.</param>
    /// <param name="columns">How many columns.</param>
    /// <param name="samples">The class's samples.</param>
    /// <param name="summary">What is known of each column on them.</param>
    public ClassHistograms(int bins, int columns, long samples, Func<int, ColumnSummary> summary)
    {
        Bins = new JointBins[columns];
        for (int q = 0; q < columns; q++) Bins[q] = new JointBins(bins, summary(q));
        MagnitudeLogs = new InterleavedSum[columns];
        IsNarrow = Narrow(samples);
        Counts = ArrayPool<int>.Shared.Rent(checked((int)Length(bins, columns, samples)));
        Array.Clear(Counts);
    }

    /// <summary>The bins of each column.</summary>
    public JointBins[] Bins { get; }

    /// <summary>The sum of |x| ln|x| of each column.</summary>
    public InterleavedSum[] MagnitudeLogs { get; }

    /// <summary>Whether counts are 16 bits wide rather than 32.</summary>
    public bool IsNarrow { get; }

    /// <summary>The counts of each column's cells, column after column, until <see cref="Release"/>.</summary>
    public int[] Counts { get; }

    /// <summary>The bytes for some columns.</summary>
    public static long Bytes(int bins, int columns, long samples)
    {
        return columns * (long)(Unsafe.SizeOf<JointBins>() + Unsafe.SizeOf<InterleavedSum>()) + Pooled(Length(bins, columns, samples)) * sizeof(int);
    }

    /// <summary>How long an array of the pool's is that has room for so many.</summary>
    public static long Pooled(long length) => (long)BitOperations.RoundUpToPowerOf2((ulong)length);

    /// <summary>Gives the counts' memory to the next reading: new memory costs as much as counting into it for a while.</summary>
    public void Release()
    {
        ArrayPool<int>.Shared.Return(Counts);
    }

    private static bool Narrow(long samples) => samples <= ushort.MaxValue;

    private static long Length(int bins, int columns, long samples)
    {
        long counts = columns * (long)Cells.Count(bins);
        return Narrow(samples) ? (counts + 1) / 2 : counts;
    }
}
