using System.Runtime.InteropServices;
using Coterie.Activations;

namespace Coterie.Entropy;

/// <summary>
/// Equal bins from a low to a high end. A value lies in bin b when <c>edge(b) ≤ x &lt; edge(b+1)</c>, the last bin's upper
/// edge included, with <c>edge(b) = b · width + low</c> in float64; these are NumPy's bins to the last bit.
/// </summary>
/// <remarks>
/// The high half of <c>x · scale + start</c>, one multiplication and addition, is the bin and <see cref="HighHalfOfZero"/>. Rounding makes
/// that wrong only next to an edge, where the low half is nearly 0.
/// </remarks>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Bins
{
    /// <summary>What the high half of <c>x · scale + start</c> is more than the bin.</summary>
    public const int HighHalfOfZero = 0x4138_0000;

    // A whole number added to 2^20 · 1.5 stands in the high half of the sum's bits, above what a number near 0 leaves there; the low half is
    // the fraction, which is next to an edge up to 2^-24, more than can go wrong where it is used.
    private const double InHighHalf = 3 << 19;

    /// <summary>A place in the first bin, far from its edges.</summary>
    public const double First = InHighHalf + 0.5;

    private const double NextToEdge = 1.0 / (1 << 24);
    private const ulong FarFromEdge = 0xFFFF_FE00;
    private const int MostBins = 1 << 18;

    // All roundings on the way together are less than 2^-48 of the largest number on it: of this one, 2^-26 of a bin.
    private const double Largest = 1 << 22;

    /// <summary>The bins of one form of entropy for what is known of a column.</summary>
    public Bins(int count, EntropyForm form, ColumnSummary column)
    {
        Count = count;
        (Start, Clear) = (First, FarFromEdge);
        if (column.Nonzeros == 0) return;
        (Low, double high) = Range(form, column);
        double step = (high - Low) / count;
        // A range that float64 cannot divide, a constant's or one near 1e-308, is a single bin.
        if (!double.IsNormal(step)) return;
        Width = step;
        Scale = count / (high - Low);
        Start = -Low * Scale + NextToEdge + InHighHalf;
        if (count > MostBins || !(Math.Max(Math.Abs(Low), Math.Abs(high)) * Scale + count <= Largest)) Clear = 0;
    }

    /// <summary>How many.</summary>
    public int Count { get; }

    /// <summary>Where the first begins.</summary>
    public double Low { get; }

    /// <summary>How wide each is; 0 where the first takes every value.</summary>
    public double Width { get; }

    /// <summary>How many bins there are to 1.</summary>
    public double Scale { get; }

    /// <summary>What <c>x · scale</c> needs for the bin to stand in the high half.</summary>
    public double Start { get; }

    /// <summary>Bits of which at least one is set in <c>x · scale + start</c> where the value is not near an edge; none where that is not certain.</summary>
    public ulong Clear { get; }

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

    /// <summary>Whether the edges are the same.</summary>
    public bool IsSame(Bins other)
    {
        return Low == other.Low && Width == other.Width;
    }

    private static (double Low, double High) Range(EntropyForm form, ColumnSummary column)
    {
        if (form == EntropyForm.Nonzero) return (column.Minimum, column.Maximum);
        bool hasZero = column.Nonzeros < column.Samples;
        return (Math.Min(0, column.Minimum), hasZero ? Math.Max(0, column.Maximum) : column.Maximum);
    }
}
