using Coterie.Activations;

namespace Coterie.Patterns;

/// <summary>
/// How much a neuron prefers one class: <c>(v_max − v_rest) / (v_max + v_rest)</c>, v_max its largest class mean and v_rest the mean of
/// its other class means, every class weighing the same (Leavitt and Morcos 2020, arXiv:2003.01262). It is 0 for a neuron that is as
/// active on every class, 1 for one that is active on one class alone.
/// </summary>
/// <remarks>
/// The authors add a small number to the divisor, which gives a neuron that is zero everywhere a 0. Here such a neuron has no value, nor
/// has one whose v_rest is negative, for which the index leaves 0..1; so a positive factor on the activations changes nothing.
/// </remarks>
internal static class ClassSelectivity
{
    /// <summary>
    /// The index of a neuron, in 0..1; null if no class mean is positive, v_rest is negative, or there is one class only.
    /// </summary>
    /// <param name="means">The class means.</param>
    /// <param name="neuron">The neuron.</param>
    public static double? Of(ClassTable means, int neuron)
    {
        if (means.Classes < 2) return null;
        int favourite = 0;
        for (int i = 1; i < means.Classes; i++)
        {
            if (means[i, neuron] > means[favourite, neuron]) favourite = i;
        }
        double largest = means[favourite, neuron];
        if (!(largest > 0)) return null;
        // As shares of the largest, so that no sum is too large for a float64.
        double rest = 0;
        for (int i = 0; i < means.Classes; i++)
        {
            if (i != favourite) rest += means[i, neuron] / largest;
        }
        rest /= means.Classes - 1;
        return rest >= 0 ? (1 - rest) / (1 + rest) : null;
    }

    /// <summary>The mean over the neurons that have a value; null if none has.</summary>
    /// <param name="means">The class means.</param>
    public static double? MeanOf(ClassTable means)
    {
        return Enumerable.Range(0, means.Neurons).Average(neuron => Of(means, neuron));
    }
}
