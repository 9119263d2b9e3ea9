using System.Runtime.InteropServices;
using Coterie.Activations;

namespace Coterie.Entropy;

/// <summary>
/// Equal bins from a low to a high end. A value lies in bin b when <c>edge(b) ≤ x &lt; edge(b+1)</c>, the last bin's upper
/// edge included, with <c>edge(b) = b · width + low</c> in float64; these are NumPy's bins to the last bit.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Bins
{
    /// <summary>The bins of one form of entropy for what is known of a column.</summary>
    public Bins(int count, EntropyForm form, ColumnSummary column)
    {
        Count = count;
        if (column.Nonzeros == 0) return;
        (Low, High) = Range(form, column);
        double step = (High - Low) / count;
        // A range that float64 cannot divide, a constant's or one near 1e-308, is a single bin.
        if (double.IsNormal(step)) Width = step;
    }

    /// <summary>How many.</summary>
    public int Count { get; }

    /// <summary>Where the first begins.</summary>
    public double Low { get; }

    /// <summary>Where the last ends.</summary>
    public double High { get; }

    /// <summary>How wide each is; 0 where the first takes every value.</summary>
    public double Width { get; }

    /// <summary>Where a bin begins.</summary>
    public double Edge(int bin)
    {
        return bin * Width + Low;
    }

    /// <summary>The bin of a value in the range, by the definition.</summary>
    public int Of(double x)
    {
        if (Width == 0) return 0;
        int bin = (int)Math.Clamp((x - Low) / Width, 0, Count - 1);
        // Rounding may have carried the value over an edge; the edges decide.
        while (bin > 0 && x < Edge(bin)) bin--;
        while (bin < Count - 1 && x >= Edge(bin + 1)) bin++;
        return bin;
    }

    private static (double Low, double High) Range(EntropyForm form, ColumnSummary column)
    {
        if (form == EntropyForm.Nonzero) return (column.Minimum, column.Maximum);
        bool hasZero = column.Nonzeros < column.Samples;
        return (Math.Min(0, column.Minimum), hasZero ? Math.Max(0, column.Maximum) : column.Maximum);
    }
}
