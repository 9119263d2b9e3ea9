using System.Runtime.InteropServices;
using Coterie.Numerics;

namespace Coterie.Statistics;

/// <summary>The correlation of two series.</summary>
/// <param name="Pearson">
/// Pearson's coefficient (PCC); null where a series is constant, but for rounding, or has fewer than two points.
/// </param>
/// <param name="Spearman">Spearman's, with average ranks on ties (SCC); null where Pearson's is.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Correlation(double? Pearson, double? Spearman)
{
    // Measures such as modularity are small differences of numbers of the order of 1: near 0, this is their noise rather than a share.
    private const double NoiseNearZero = 1e-12;

    /// <summary>One of the coefficients.</summary>
    /// <param name="coefficient">Which.</param>
    public double? this[Coefficient coefficient] => coefficient == Coefficient.Pearson ? Pearson : Spearman;

    /// <summary>Correlates two series over the points at which both have a value.</summary>
    /// <param name="left">One series; null where it has no value.</param>
    /// <param name="right">The other, as long.</param>
    /// <remarks>
    /// A series is constant if its range is at most 1e-9 of its largest magnitude, or at most 1e-12: that much is rounding. Multiply a
    /// series of smaller numbers first.
    /// </remarks>
    /// <exception cref="ArgumentException">The series differ in length.</exception>
    public static Correlation Of(IReadOnlyList<double?> left, IReadOnlyList<double?> right)
    {
        return Of(left, right, Scale(left), Scale(right));
    }

    /// <summary>Correlates two series that may have the rounding errors of larger numbers, from which they were computed.</summary>
    /// <param name="left">One series; null where it has no value.</param>
    /// <param name="right">The other, as long.</param>
    /// <param name="leftScale">The scale by which the one's rounding errors are judged.</param>
    /// <param name="rightScale">The same of the other.</param>
    internal static Correlation Of(
        IReadOnlyList<double?> left, IReadOnlyList<double?> right, double leftScale, double rightScale)
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
        if (x.Count < 2 || IsConstant(x, leftScale) || IsConstant(y, rightScale)) return default;
        return new Correlation(
            MathNet.Numerics.Statistics.Correlation.Pearson(x, y),
            MathNet.Numerics.Statistics.Correlation.Spearman(x, y));
    }

    /// <summary>The scale by which rounding errors of a series are judged: its largest magnitude, or what stands for it near 0.</summary>
    internal static double Scale(IEnumerable<double?> series)
    {
        return series.OfType<double>().Select(Math.Abs).Append(NoiseNearZero / RoundingNoise.Share).Max();
    }

    private static bool IsConstant(List<double> values, double scale)
    {
        return RoundingNoise.IsConstant(values.Min(), values.Max(), scale);
    }
}
