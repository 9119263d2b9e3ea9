using System.Runtime.Intrinsics;
using Coterie.Activations;

namespace Coterie.Entropy;

/// <summary>
/// The histograms of every neuron for one set of samples: R equal bins from a low to a high end. A value lies in bin b
/// when <c>edge(b) ≤ x &lt; edge(b+1)</c>, the last bin's upper edge included, with <c>edge(b) = b · width + low</c>
/// in float64; these are NumPy's bins to the last bit.
/// </summary>
internal sealed unsafe class BinGrid
{
    private readonly int bins;
    private readonly double[] low;
    private readonly double[] width;
    private readonly double[] scale;
    private readonly int[] counts;

    public BinGrid(int neurons, int bins, EntropyForm form, Func<int, ColumnSummary> summary)
    {
        this.bins = bins;
        low = new double[neurons];
        width = new double[neurons];
        scale = new double[neurons];
        counts = new int[neurons * bins];
        for (int q = 0; q < neurons; q++)
        {
            ColumnSummary column = summary(q);
            if (column.Nonzeros == 0) continue;
            (low[q], double high) = Range(form, column);
            double step = (high - low[q]) / bins;
            // A range that float64 cannot divide, a constant's or one near 1e-308, is a single bin.
            if (double.IsNormal(step)) (width[q], scale[q]) = (step, bins / (high - low[q]));
        }
    }

    public static long Bytes(int neurons, int bins)
    {
        return neurons * (bins * (long)sizeof(int) + 3 * sizeof(double));
    }

    /// <summary>The counted values of a neuron by bin.</summary>
    public ReadOnlySpan<int> Counts(int neuron)
    {
        return counts.AsSpan(neuron * bins, bins);
    }

    /// <summary>The bin of a value, by the definition; <see cref="Count"/> does the same for eight values at once.</summary>
    public int BinOf(int neuron, double x)
    {
        if (width[neuron] == 0) return 0;
        double bin = Math.Min(Math.Floor((x - low[neuron]) * scale[neuron]), bins - 1);
        // Rounding may have carried the value over an edge; the edges decide.
        if (x < bin * width[neuron] + low[neuron]) bin--;
        else if (bin < bins - 1 && x >= (bin + 1) * width[neuron] + low[neuron]) bin++;
        return (int)bin;
    }

    /// <summary>Counts values of a neuron, all in its range.</summary>
    /// <param name="neuron">The neuron.</param>
    /// <param name="values">The values, readable up to a multiple of eight.</param>
    /// <param name="count">How many.</param>
    public void Count(int neuron, double* values, int count)
    {
        Vector512<double> from = Vector512.Create(low[neuron]);
        Vector512<double> step = Vector512.Create(width[neuron]);
        Vector512<double> perUnit = Vector512.Create(scale[neuron]);
        Vector512<double> last = Vector512.Create(width[neuron] > 0 ? bins - 1.0 : 0);
        Vector512<double> one = Vector512<double>.One;
        Vector512<double> twoTo52 = Vector512.Create(4503599627370496.0);
        long* at = stackalloc long[Columns.Lanes];
        Span<int> into = counts.AsSpan(neuron * bins, bins);
        for (int k = 0; k < count; k += Columns.Lanes)
        {
            Vector512<double> x = Vector512.Load(values + k);
            Vector512<double> bin = Vector512.MinNative(Vector512.Floor((x - from) * perUnit), last);
            Vector512<double> under = Vector512.LessThan(x, bin * step + from);
            Vector512<double> over = Vector512.GreaterThanOrEqual(x, (bin + one) * step + from) & Vector512.LessThan(bin, last);
            bin += (over & one) - (under & one);
            // A whole number added to 2^52 stands in the low bits of the sum; every instruction set adds, few convert.
            ((bin + twoTo52).AsInt64() - twoTo52.AsInt64()).Store(at);
            int lanes = Math.Min(Columns.Lanes, count - k);
            for (int lane = 0; lane < lanes; lane++) into[(int)at[lane]]++;
        }
    }

    private static (double Low, double High) Range(EntropyForm form, ColumnSummary column)
    {
        if (form == EntropyForm.Nonzero) return (column.Minimum, column.Maximum);
        bool hasZero = column.Nonzeros < column.Samples;
        return (Math.Min(0, column.Minimum), hasZero ? Math.Max(0, column.Maximum) : column.Maximum);
    }
}
