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

    private readonly Bins nonzero;
    private readonly Bins all;

    public JointBins(int bins, ColumnSummary column)
    {
        nonzero = new Bins(bins, EntropyForm.Nonzero, column);
        all = new Bins(bins, EntropyForm.All, column);
        (NonzeroScale, NonzeroOffset, double sureNonzero) = Line(nonzero);
        (AllScale, AllOffset, double sureAll) = Line(all);
        Sure = Math.Min(sureNonzero, sureAll);
    }

    /// <summary>With the offset: <c>x · scale + offset</c>, rounded, is the bin of a non-zero value but near an edge.</summary>
    public double NonzeroScale { get; }

    /// <summary>See <see cref="NonzeroScale"/>.</summary>
    public double NonzeroOffset { get; }

    /// <summary>As <see cref="NonzeroScale"/>, for the bins of all values.</summary>
    public double AllScale { get; }

    /// <summary>As <see cref="NonzeroOffset"/>, for the bins of all values.</summary>
    public double AllOffset { get; }

    /// <summary>Less than how far from the rounded number the one before must be for the bin to be sure.</summary>
    public double Sure { get; }

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
    /// <param name="cells">The counts of the cells.</param>
    /// <param name="ofNonzero">Receives the counts of the bins of non-zero values.</param>
    /// <param name="ofAll">Receives the counts of the bins of all values, in which zeros were not counted.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Divide(ReadOnlySpan<int> cells, Span<int> ofNonzero, Span<int> ofAll)
    {
        ofNonzero.Clear();
        ofAll.Clear();
        (int n, int a) = (0, 0);
        (double nextNonzero, double nextAll) = (Next(nonzero, 0), Next(all, 0));
        while (true)
        {
            int count = cells[n + a];
            ofNonzero[n] += count;
            ofAll[a] += count;
            if (double.IsPositiveInfinity(nextNonzero) && double.IsPositiveInfinity(nextAll)) return;
            // Of equal edges a value exceeds both or none: the cell between them is empty.
            bool nonzeroFirst = nextNonzero <= nextAll;
            bool allFirst = nextAll <= nextNonzero;
            if (nonzeroFirst) nextNonzero = Next(nonzero, ++n);
            if (allFirst) nextAll = Next(all, ++a);
        }
    }

    private static double Next(Bins bins, int bin)
    {
        return bins.Width > 0 && bin < bins.Count - 1 ? bins.Edge(bin + 1) : double.PositiveInfinity;
    }

    // Half a bin less than the bin's place, so that rounding gives the bin below it and the distance to both edges.
    private static (double Scale, double Offset, double Sure) Line(Bins bins)
    {
        if (bins.Width == 0) return (0, 0, 0.5);
        double scale = bins.Count / (bins.High - bins.Low);
        double largest = Math.Max(Math.Abs(bins.Low), Math.Abs(bins.High)) * scale + bins.Count;
        return (scale, -bins.Low * scale - 0.5, 0.5 - largest * Rounding);
    }
}
