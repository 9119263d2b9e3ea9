using Coterie.Activations;
using Coterie.Numerics;

namespace Coterie.Patterns;

/// <summary>
/// How selective neurons are for classes: the class means of each neuron as z-scores,
/// <c>z[i,q] = (V[i,q] − mean_j V[j,q]) / sd_j V[j,q]</c>, over the classes j with equal weight; the standard deviation is that of a
/// population.
/// </summary>
internal static class Selectivity
{
    /// <summary>The score of a neuron whose means do not differ between the classes: it represents none.</summary>
    public const double None = double.NegativeInfinity;

    // Scores that differ less are equal but for rounding, and such ties must not depend on it: with two classes all scores are 1 or −1.
    private const int Digits = 9;

    /// <summary>The scores, classes × neurons. A positive factor on a neuron's activations does not change them.</summary>
    /// <param name="means">The class means.</param>
    public static ClassTable Scores(ClassTable means)
    {
        ClassTable scores = new(means.Classes, means.Neurons);
        double[] values = new double[means.Classes];
        for (int q = 0; q < means.Neurons; q++)
        {
            for (int i = 0; i < values.Length; i++) values[i] = means[i, q];
            Standardise(values);
            for (int i = 0; i < values.Length; i++) scores.WritableRow(i)[q] = values[i];
        }
        return scores;
    }

    private static void Standardise(double[] values)
    {
        double largest = values.Max(Math.Abs);
        if (RoundingNoise.IsConstant(values.Min(), values.Max(), largest))
        {
            Array.Fill(values, None);
            return;
        }
        // Divided by the largest first, so that no square is too large or too small for a float64.
        for (int i = 0; i < values.Length; i++) values[i] /= largest;
        double mean = values.Average();
        double deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        for (int i = 0; i < values.Length; i++) values[i] = Math.Round((values[i] - mean) / deviation, Digits);
    }
}
