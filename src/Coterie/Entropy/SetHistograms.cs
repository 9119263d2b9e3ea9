using System.Runtime.CompilerServices;
using Coterie.Activations;

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
        Counts = new int[columns * (long)cells];
    }

    /// <summary>The bins of each column.</summary>
    public JointBins[] Bins { get; }

    /// <summary>The counts of each column's cells, column after column.</summary>
    public int[] Counts { get; }

    /// <summary>The bytes for a column.</summary>
    public static long Bytes(int bins)
    {
        return Unsafe.SizeOf<JointBins>() + JointBins.Cells(bins) * (long)sizeof(int);
    }

    /// <summary>The counts of one column's cells.</summary>
    public Span<int> Of(int column)
    {
        return Counts.AsSpan(column * cells, cells);
    }
}
