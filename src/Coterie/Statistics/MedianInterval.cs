using System.Runtime.InteropServices;

namespace Coterie.Statistics;

/// <summary>An interval of a median between two of the values it was drawn from, with its exact level.</summary>
/// <param name="Lower">The k-th least value.</param>
/// <param name="Upper">The k-th greatest.</param>
/// <param name="Level">
/// How often such an interval holds the true median at least, 0..1: 1 − 2 · P(Bin(n, ½) &lt; k), whatever the distribution of the values
/// (David and Nagaraja 2003, "Order Statistics", section 7.1).
/// </param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MedianInterval(double Lower, double Upper, double Level)
{
    /// <summary>The level that an interval has at least, where there are enough values.</summary>
    internal const double Wanted = 0.95;

    /// <summary>The narrowest such interval whose level is at least <see cref="Wanted"/>.</summary>
    /// <param name="values">The values, one for each seed, in any order.</param>
    /// <returns>
    /// The interval. Fewer than six values do not reach the level: their interval is their range, with its lower level (0.5, 0.75, 0.875
    /// and 0.9375 with two to five). Null with fewer than two.
    /// </returns>
    public static MedianInterval? Of(ReadOnlySpan<double> values)
    {
        int n = values.Length;
        if (n < 2) return null;
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        int k = 1;
        while (2 * (k + 1) <= n && LevelOf(n, k + 1) >= Wanted) k++;
        return new MedianInterval(sorted[k - 1], sorted[n - k], LevelOf(n, k));
    }

    private static double LevelOf(int n, int k)
    {
        double probability = Math.Pow(0.5, n);
        double below = 0;
        for (int i = 0; i < k; i++)
        {
            below += probability;
            probability *= (n - i) / (i + 1.0);
        }
        return 1 - 2 * below;
    }
}
