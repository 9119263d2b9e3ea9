namespace Coterie.Numerics;

/// <summary>Which differences are no more than rounding errors.</summary>
internal static class RoundingNoise
{
    /// <summary>The share of its scale by which a number may be wrong.</summary>
    /// <remarks>
    /// A float64 sum of n terms errs by at most n · 1.1e-16 of the sum of their magnitudes (Higham, "Accuracy and Stability of Numerical
    /// Algorithms", 2002, section 4.2), which is 1e-10 for a million samples; a measure combines a few such sums.
    /// </remarks>
    public const double Share = 1e-9;

    /// <summary>Whether numbers between two ends are one number but for rounding.</summary>
    /// <param name="minimum">The least of them.</param>
    /// <param name="maximum">The greatest.</param>
    /// <param name="scale">The largest magnitude of the numbers, or of what they were computed from.</param>
    public static bool IsConstant(double minimum, double maximum, double scale)
    {
        // Halved, because the difference of two finite numbers may be infinite.
        return maximum / 2 - minimum / 2 <= Share / 2 * scale;
    }
}
