using System.Runtime.InteropServices;

namespace Coterie.Statistics;

/// <summary>The correlation of two series.</summary>
/// <param name="Pearson">Pearson's coefficient (PCC); null where a series is constant or has fewer than two points.</param>
/// <param name="Spearman">Spearman's, with average ranks on ties (SCC); null where Pearson's is.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Correlation(double? Pearson, double? Spearman)
{
    /// <summary>One of the coefficients.</summary>
    /// <param name="coefficient">Which.</param>
    public double? this[Coefficient coefficient] => coefficient == Coefficient.Pearson ? Pearson : Spearman;

    /// <summary>Correlates two series over the points at which both have a value.</summary>
    /// <param name="left">One series; null where it has no value.</param>
    /// <param name="right">The other, as long.</param>
    /// <exception cref="ArgumentException">The series differ in length.</exception>
    public static Correlation Of(IReadOnlyList<double?> left, IReadOnlyList<double?> right)
    {
        if (left.Count != right.Count) throw new ArgumentException("The series must be equally long.", nameof(right));
        List<double> x = [];
        List<double> y = [];
        for (int k = 0; k < left.Count; k++)
        {
            if (left[k] is not { } a || right[k] is not { } b) continue;
            x.Add(a);
            y.Add(b);
        }
        // Checked on the values themselves: rounding may give a constant series a variance that is not quite zero.
        if (x.Count < 2 || x.TrueForAll(v => v == x[0]) || y.TrueForAll(v => v == y[0])) return default;
        return new Correlation(
            MathNet.Numerics.Statistics.Correlation.Pearson(x, y),
            MathNet.Numerics.Statistics.Correlation.Spearman(x, y));
    }
}
