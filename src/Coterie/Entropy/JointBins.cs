using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Coterie.Activations;

namespace Coterie.Entropy;

/// <summary>
/// The bins of both binned entropies of one column as one set of cells, so that a value is counted once for both.
/// </summary>
/// <remarks>
/// The bin of a value in either grid is the number of the grid's inner edges that do not exceed it; the sum of the two is
/// the number of edges of both that do not, and tells both bins again. So a value is counted in the cell of that sum.
/// </remarks>
[StructLayout(LayoutKind.Auto)]
internal readonly struct JointBins
{
    // 2^-48: more than all roundings on the way together, as a part of the largest number on it.
    private const double Rounding = 1.0 / (1L << 48);

    // Where it is this sure, no bin is so narrow that two of a grid's edges could be the same number.
    private const double ClearlySure = 0.25;

    // A whole number added to 2^20 · 1.5 stands in the high half of the sum's bits, above what a number near 0 leaves there; the low half is
    // the fraction, which is next to an edge up to 2^-24, more than can go wrong where it is this sure.
    private const double InHighHalf = 3 << 19;
    private const int HighHalfOfZero = 0x4138_0000;
    private const double NextToEdge = 1.0 / (1 << 24);
    private const ulong FarFromEdge = 0xFFFF_FE00;
    private const double VerySure = 0.5 - 1.0 / (1 << 26);
    private const int MostBins = 1 << 18;

    private readonly Bins nonzero;
    private readonly Bins all;
    // Less than how far a place must be from the rounded number for the bin to be sure.
    private readonly double sure;

    public JointBins(int bins, ColumnSummary column)
    {
        nonzero = new Bins(bins, EntropyForm.Nonzero, column);
        all = new Bins(bins, EntropyForm.All, column);
        (NonzeroScale, NonzeroStart, double sureNonzero) = Line(nonzero);
        (AllScale, AllStart, double sureAll) = Line(all);
        sure = Math.Min(sureNonzero, sureAll);
    }

    /// <summary>
    /// With the start: the high half of <c>x · scale + start</c> is the bin of a non-zero value and half of <see cref="CellOffset"/>,
    /// but near an edge.
    /// </summary>
    public double NonzeroScale { get; }

    /// <summary>See <see cref="NonzeroScale"/>.</summary>
    public double NonzeroStart { get; }

    /// <summary>As <see cref="NonzeroScale"/>, for the bins of all values.</summary>
    public double AllScale { get; }

    /// <summary>As <see cref="NonzeroStart"/>, for the bins of all values.</summary>
    public double AllStart { get; }

    /// <summary>What the high halves of both together are more than the cell.</summary>
    public static int CellOffset => unchecked(2 * HighHalfOfZero);

    /// <summary>Bits of which at least one is set in <c>x · scale + start</c> where the value is not near an edge; none where that is not certain.</summary>
    public double Clear => BitConverter.UInt64BitsToDouble(sure >= VerySure && nonzero.Count <= MostBins ? FarFromEdge : 0);

    /// <summary>How many cells there are for a number of bins.</summary>
    public static int Cells(int bins)
    {
        return 2 * bins - 1;
    }

    /// <summary>The cell of a value, by the definition.</summary>
    public int CellOf(double x)
    {
        return nonzero.Of(x) + all.Of(x);
    }

    /// <summary>The bin of zero among those of all values.</summary>
    public int ZeroBin()
    {
        return all.Of(0);
    }

    /// <summary>Tells the counts of the bins from those of the cells.</summary>
    /// <param name="cells">The counts of the cells; gets for each how many stand in it and those before.</param>
    /// <param name="ofNonzero">Receives the counts of the bins of non-zero values.</param>
    /// <param name="ofAll">Receives the counts of the bins of all values, in which zeros were not counted.</param>
    public void Divide(Span<int> cells, Span<int> ofNonzero, Span<int> ofAll)
    {
        int sum = 0;
        foreach (ref int cell in cells) cell = sum += cell;
        Divide(cells, nonzero, all, AllScale, ofNonzero);
        Divide(cells, all, nonzero, NonzeroScale, ofAll);
    }

    // A bin's cells begin with that of its lower edge, and end where those of the next begin.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Divide(ReadOnlySpan<int> upTo, Bins grid, Bins other, double scaleOfOther, Span<int> counts)
    {
        int total = upTo[^1], before = 0, last = counts.Length - 1;
        if (grid.Width == 0)
        {
            counts.Clear();
            counts[0] = total;
            return;
        }
        bool isClear = FindNext(grid, scaleOfOther, Offset(other, scaleOfOther), counts[..last]);
        for (int bin = 0; bin < last; bin++)
        {
            int next = isClear ? counts[bin] : CellOf(grid.Edge(bin + 1));
            int until = upTo[next - 1];
            counts[bin] = until - before;
            before = until;
        }
        counts[last] = total - before;
    }

    // For each bin but the last, the cell of the next one's lower edge; false where one is, or may be, an edge of the other grid too.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool FindNext(Bins grid, double scaleOfOther, double offsetOfOther, Span<int> next)
    {
        if (sure < ClearlySure) return false;
        Vector<double> farthest = Vector<double>.Zero, width = new(grid.Width), low = new(grid.Low), scale = new(scaleOfOther), offset = new(offsetOfOther);
        Vector<double> last = new(next.Length);
        // The bins above the edges.
        Vector<double> bins = Vector<double>.Indices + Vector<double>.One;
        for (int bin = 0; bin < next.Length; bin += Vector<double>.Count)
        {
            // An edge below the other grid stands at its first bin, one above it at its last.
            Vector<double> place = Vector.Clamp((bins * width + low) * scale + offset, Vector<double>.Zero, last), other = Vector.Round(place);
            Vector<double> off = Vector.Abs(place - other);
            Vector<long> cells = Vector.ConvertToInt64(other + bins);
            int kept = Math.Min(Vector<double>.Count, next.Length - bin);
            for (int k = 0; k < kept; k++) next[bin + k] = (int)cells[k];
            farthest = Vector.Max(farthest, Vector.ConditionalSelect(Vector.LessThanOrEqual(bins, last), off, Vector<double>.Zero));
            bins += new Vector<double>(Vector<double>.Count);
        }
        return Vector.LessThanAll(farthest, new Vector<double>(sure));
    }

    private static (double Scale, double Start, double Sure) Line(Bins bins)
    {
        if (bins.Width == 0) return (0, InHighHalf + 0.5, 0.5);
        double scale = bins.Count / (bins.High - bins.Low);
        double largest = Math.Max(Math.Abs(bins.Low), Math.Abs(bins.High)) * scale + bins.Count;
        return (scale, -bins.Low * scale + NextToEdge + InHighHalf, 0.5 - largest * Rounding);
    }

    // Half a bin less than the bin's place, so that rounding gives the bin below it and the distance to both edges.
    private static double Offset(Bins bins, double scale)
    {
        return bins.Width == 0 ? 0 : -bins.Low * scale - 0.5;
    }
}
