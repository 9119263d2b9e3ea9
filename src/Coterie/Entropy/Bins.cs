using System.Runtime.InteropServices;
using Coterie.Activations;

namespace Coterie.Entropy;

/// <summary>
/// Equal bins from a low to a high end. A value lies in bin b when <c>edge(b) ≤ x &lt; edge(b+1)</c>, the last bin's upper
/// edge included, with <c>edge(b) = b · width + low</c> in float64; these are NumPy's bins to the last bit.
/// </summary>
/// <remarks>
/// For vectors, the high half of the bits of <c>x · scale + start</c> is <see cref="HighHalfOfZero"/> plus the bin. Rounding can make that
/// wrong only next to an edge, where the low half is almost 0; see <see cref="IsNearEdge"/>.
/// </remarks>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Bins
{
    /// <summary>The high half of <c>x · scale + start</c> for a value in bin 0.</summary>
    public const int HighHalfOfZero = 0x4138_0000;

    // A number added to 2^20 · 1.5 has its integer part in the high half of the bits and its fraction in the low half. The fraction is
    // moved by 2^-24, more than rounding can move it where it is relied on: next to an edge it is then between 0 and 2^-23.
    private const double InHighHalf = 3 << 19;
    private const double NextToEdge = 1.0 / (1 << 24);
    private const ulong FarBits = 0xFFFF_FE00;
    private const int MostBins = 1 << 18;

    // All roundings on the way together are less than 2^-48 of the largest number: of this one, 2^-26 of a bin.
    private const double Largest = 1 << 22;

    /// <summary>The bins of one form of entropy.</summary>
    /// <param name="count">The number of bins.</param>
    /// <param name="form">
    /// The form; not <see cref="EntropyForm.Share"/>, which has no bins. The bins of <see cref="EntropyForm.Common"/> are those of
    /// <see cref="EntropyForm.All"/>, of other activations.
    /// </param>
    /// <param name="column">What is known about the neuron's activations; for common bins, about those of all neurons.</param>
    public Bins(int count, EntropyForm form, ColumnSummary column)
    {
        Count = count;
        (Start, FarFromEdge) = (InHighHalf + 0.5, FarBits);
        if (column.Nonzeros == 0) return;
        (Low, double high) = Range(form, column);
        double step = (high - Low) / count;
        // A range that float64 cannot divide, a constant's or one near 1e-308, is a single bin.
        if (!double.IsNormal(step)) return;
        Width = step;
        Scale = count / (high - Low);
        Start = -Low * Scale + NextToEdge + InHighHalf;
        if (count > MostBins || !(Math.Max(Math.Abs(Low), Math.Abs(high)) * Scale + count <= Largest)) FarFromEdge = 0;
    }

    /// <summary>The number of bins.</summary>
    public int Count { get; }

    /// <summary>The lower edge of the first bin.</summary>
    public double Low { get; }

    /// <summary>The width of each bin; 0 where the first takes every value.</summary>
    public double Width { get; }

    /// <summary>The number of bins per unit.</summary>
    public double Scale { get; }

    /// <summary>What is added to <c>x · scale</c> so that the bin stands in the high half of the bits.</summary>
    public double Start { get; }

    /// <summary>Bits of which at least one is set in <c>x · scale + start</c> where the value is not near an edge.</summary>
    public ulong FarFromEdge { get; }

    /// <summary>Whether the bin of a value cannot be told from <c>x · scale + start</c>.</summary>
    /// <param name="place">The bits of <c>x · scale + start</c>.</param>
    public bool IsNearEdge(ulong place)
    {
        return (place & FarFromEdge) == 0;
    }

    /// <summary>The lower edge of a bin.</summary>
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

    /// <summary>From where to where the bins of a form of entropy reach.</summary>
    /// <param name="form">The form; not <see cref="EntropyForm.Share"/>.</param>
    /// <param name="column">What is known about the activations.</param>
    public static (double Low, double High) Range(EntropyForm form, ColumnSummary column)
    {
        if (form == EntropyForm.Nonzero) return (column.Minimum, column.Maximum);
        bool hasZero = column.Nonzeros < column.Samples;
        return (Math.Min(0, column.Minimum), hasZero ? Math.Max(0, column.Maximum) : column.Maximum);
    }
}
