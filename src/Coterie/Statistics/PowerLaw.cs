namespace Coterie.Statistics;

/// <summary>
/// The exponent of a power law <c>p(x) ∝ x^−α</c>, <c>x ≥ x_min</c>, in the tail of some values: Clauset, Shalizi and Newman, "Power-law
/// distributions in empirical data", SIAM Review 51 (2009). For each x_min among the values the exponent of largest likelihood is
/// <c>1 + n / sum of ln(x / x_min)</c> over the n values from x_min on; the x_min is taken whose tail is nearest to its law by the
/// Kolmogorov–Smirnov distance.
/// </summary>
/// <remarks>
/// As in the authors' program and in WeightWatcher, the distance is to the lower end of each step of the empirical distribution, the
/// largest value is no x_min, and small samples are not corrected for.
/// </remarks>
internal static class PowerLaw
{
    /// <summary>The fewest values whose exponent is given; even so it is coarse below fifty.</summary>
    public const int FewestValues = 10;

    // What is smaller in comparison with the largest is zero but for rounding, and has no place in a power law.
    private const double SmallestShare = 1e-12;

    /// <summary>Fits the tail.</summary>
    /// <param name="values">The values, in any order; those that are zero or negative but for rounding are left out.</param>
    /// <returns>α, above 1; null if fewer than <see cref="FewestValues"/> values are positive or all are the same.</returns>
    public static double? Exponent(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        double least = sorted.Length == 0 ? 0 : SmallestShare * sorted[^1];
        double[] logarithms = [.. sorted.Where(value => value > 0 && value > least).Select(value => Math.Log(value))];
        if (logarithms.Length < FewestValues) return null;
        double? exponent = null;
        double nearest = double.PositiveInfinity, sum = 0;
        // From the largest on, so that the sum grows by one value at a time.
        for (int from = logarithms.Length - 1; from >= 0; from--)
        {
            sum += logarithms[from];
            if (from > 0 && logarithms[from - 1] == logarithms[from]) continue;
            int count = logarithms.Length - from;
            double above = sum - count * logarithms[from];
            if (!(above > 0)) continue;
            double distance = Distance(logarithms.AsSpan(from), count / above);
            // Of equal distances the longest tail's.
            if (distance > nearest) continue;
            nearest = distance;
            exponent = 1 + count / above;
        }
        return exponent;
    }

    // The Kolmogorov–Smirnov distance of a tail from the law 1 − (x / x_min)^−rate.
    private static double Distance(ReadOnlySpan<double> logarithms, double rate)
    {
        double largest = 0;
        for (int k = 0; k < logarithms.Length; k++)
        {
            double law = 1 - Math.Exp(-rate * (logarithms[k] - logarithms[0]));
            largest = Math.Max(largest, Math.Abs(law - k / (double)logarithms.Length));
        }
        return largest;
    }
}
