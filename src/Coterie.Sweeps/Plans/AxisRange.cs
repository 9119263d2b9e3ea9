using System.Globalization;

namespace Coterie.Sweeps.Plans;

/// <summary>The values of an axis between two ends: evenly spaced, or evenly spaced in the logarithm.</summary>
internal static class AxisRange
{
    /// <summary>The most values of an axis.</summary>
    public const int MostValues = 1_000_000;

    /// <summary>
    /// The values, both ends among them. Those between are rounded to six digits, so that folders have names a person can read; for an
    /// option of whole numbers, to whole numbers.
    /// </summary>
    /// <param name="from">The first.</param>
    /// <param name="to">The last.</param>
    /// <param name="count">How many, at least 2.</param>
    /// <param name="isLog">Whether the ratio between neighbours is the same, rather than the difference; both ends are above 0.</param>
    /// <param name="isWhole">Whether they are whole numbers.</param>
    public static IEnumerable<double> Values(double from, double to, int count, bool isLog, bool isWhole)
    {
        for (int k = 0; k < count; k++)
        {
            double share = k / (count - 1.0);
            double value = isLog ? from * Math.Pow(to / from, share) : from + (to - from) * share;
            if (isWhole) yield return Math.Round(value);
            else yield return k == 0 ? from : k == count - 1 ? to : Rounded(value);
        }
    }

    private static double Rounded(double value) =>
        double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
