using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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
    public ulong Clear => sure >= VerySure && nonzero.Count <= MostBins ? FarFromEdge : 0;

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
        Vector512<double> farthest = Vector512<double>.Zero, last = Vector512.Create((double)next.Length);
        Vector512<double> width = Vector512.Create(grid.Width), low = Vector512.Create(grid.Low);
        Vector512<double> scale = Vector512.Create(scaleOfOther), offset = Vector512.Create(offsetOfOther);
        // The bins above the edges.
        Vector512<double> bins = Vector512<double>.Indices + Vector512<double>.One;
        for (int bin = 0; bin < next.Length; bin += Vector512<double>.Count)
        {
            // An edge below the other grid stands at its first bin, one above it at its last.
            Vector512<double> place = Vector512.Clamp((bins * width + low) * scale + offset, Vector512<double>.Zero, last), other = Vector512.Round(place);
            Vector512<double> off = Vector512.Abs(place - other);
            Vector512<long> cells = Vector512.ConvertToInt64(other + bins);
            Vector256<int> narrow = Vector256.Narrow(cells.GetLower(), cells.GetUpper());
            if (next.Length - bin >= Vector256<int>.Count) narrow.CopyTo(next[bin..]);
            else for (int k = 0; bin + k < next.Length; k++) next[bin + k] = narrow[k];
            farthest = Vector512.Max(farthest, Vector512.ConditionalSelect(Vector512.LessThanOrEqual(bins, last), off, Vector512<double>.Zero));
            bins += Vector512.Create((double)Vector512<double>.Count);
        }
        return Vector512.LessThanAll(farthest, Vector512.Create(sure));
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
