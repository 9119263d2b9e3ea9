using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Coterie.Activations;
using Coterie.Kernels;

namespace Coterie.Entropy;

/// <summary>The bins of some columns over one class, and what is counted in their <see cref="Cells"/>.</summary>
/// <remarks>Counts are 16 bits wide where that is enough for the class's samples: half the memory, and more of it in the caches.</remarks>
internal sealed class ClassHistograms
{
    private readonly int cells;

    /// <summary>Starts with nothing counted.</summary>
    /// <param name="bins">How many bins.</param>
    /// <param name="columns">How many columns.</param>
    /// <param name="samples">The class's samples.</param>
    /// <param name="summary">What is known of each column on them.</param>
    public ClassHistograms(int bins, int columns, long samples, Func<int, ColumnSummary> summary)
    {
        cells = Cells.Count(bins);
        Bins = new JointBins[columns];
        for (int q = 0; q < columns; q++) Bins[q] = new JointBins(bins, summary(q));
        MagnitudeLogs = new InterleavedSum[columns];
        IsNarrow = samples <= ushort.MaxValue;
        Counts = CountArrays.Rent(Length(bins, columns, IsNarrow));
    }

    /// <summary>The bins of each column.</summary>
    public JointBins[] Bins { get; }

    /// <summary>The sum of |x| ln|x| of each column.</summary>
    public InterleavedSum[] MagnitudeLogs { get; }

    /// <summary>Whether counts are 16 bits wide rather than 32.</summary>
    public bool IsNarrow { get; }

    /// <summary>The counts of each column's cells, column after column, until <see cref="Release"/>.</summary>
    public int[] Counts { get; }

    /// <summary>The most bytes for some columns and all classes.</summary>
    /// <param name="bins">How many bins.</param>
    /// <param name="columns">How many columns.</param>
    /// <param name="classes">How many classes.</param>
    /// <param name="samples">The samples of all together.</param>
    public static long Bytes(int bins, int columns, int classes, long samples)
    {
        long wide = Math.Min(classes, samples / (ushort.MaxValue + 1L));
        return classes * (long)columns * (Unsafe.SizeOf<JointBins>() + Unsafe.SizeOf<InterleavedSum>())
            + wide * CountArrays.Bytes(Length(bins, columns, isNarrow: false))
            + (classes - wide) * CountArrays.Bytes(Length(bins, columns, isNarrow: true));
    }

    /// <summary>The counts of one column's cells.</summary>
    /// <typeparam name="TCount"><see cref="ushort"/> where they are narrow, else <see cref="int"/>.</typeparam>
    public ReadOnlySpan<TCount> Of<TCount>(int column)
        where TCount : unmanaged
    {
        ref TCount first = ref Unsafe.As<int, TCount>(ref MemoryMarshal.GetArrayDataReference(Counts));
        return MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref first, column * (nint)cells), cells);
    }

    /// <summary>Gives the counts' memory back.</summary>
    public void Release()
    {
        CountArrays.Return(Counts);
    }

    // In numbers of 32 bits.
    private static long Length(int bins, int columns, bool isNarrow)
    {
        long counts = columns * (long)Cells.Count(bins);
        return isNarrow ? (counts + 1) / 2 : counts;
    }
}
