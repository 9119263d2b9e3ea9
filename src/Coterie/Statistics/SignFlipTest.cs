using Coterie.Numerics;

namespace Coterie.Statistics;

/// <summary>
/// Tests whether differences lean to one side: by chance, each would as likely have the other sign (Fisher 1935, "The Design of
/// Experiments", section 21).
/// </summary>
/// <remarks>
/// The statistic is the sum; p is the share of all ways to choose the signs whose sum is at least as far from 0. Up to
/// <see cref="MostExact"/> differences all ways are taken; above, 100,000 at random, the true one among them. The least p with n
/// differences is 2 / 2ⁿ: 0.25 with three, 0.0078 with eight. It takes for granted that the differences are independent and, if the sides
/// are alike, symmetric.
/// </remarks>
public static class SignFlipTest
{
    /// <summary>Up to how many differences all ways are taken.</summary>
    internal const int MostExact = 16;

    private const int Samples = 100_000;

    // Sums that differ only by rounding are a tie.
    private const double Tolerance = 1e-12;

    /// <summary>The two-sided p-value.</summary>
    /// <param name="differences">The differences, one for each seed.</param>
    /// <returns>p, above 0; null where there are no differences, or they are all 0.</returns>
    public static double? P(ReadOnlySpan<double> differences)
    {
        double[] values = differences.ToArray();
        double all = values.Sum(Math.Abs);
        if (all == 0) return null;
        double reached = Math.Abs(values.Sum()) - Tolerance * all;
        bool isExact = values.Length <= MostExact;
        int count = isExact ? 1 << values.Length : Samples;
        SplitMix64 random = new((ulong)values.Length);
        int reaching = 0;
        for (int way = 0; way < count; way++)
        {
            double sum = 0;
            ulong bits = 0;
            for (int k = 0; k < values.Length; k++)
            {
                if (k % 64 == 0) bits = isExact || way == 0 ? (ulong)way : random.Next();
                sum += (bits & 1) == 0 ? values[k] : -values[k];
                bits >>= 1;
            }
            if (Math.Abs(sum) >= reached) reaching++;
        }
        return reaching / (double)count;
    }
}
