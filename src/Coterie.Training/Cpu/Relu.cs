using System.Numerics;

namespace Coterie.Training.Cpu;

/// <summary>
/// A layer's bias, ReLU and dropout in one pass over the products, and the way back in one pass over the gradients, both in place.
/// </summary>
internal static unsafe class Relu
{
    /// <summary>Turns products into activations: adds the bias, takes the ReLU, multiplies by the factor. NaN stays NaN.</summary>
    /// <param name="products">samples × neurons, without the bias.</param>
    /// <param name="bias">One for each neuron.</param>
    /// <param name="factors">samples × neurons; 0 where an activation is dropped.</param>
    public static void Forward(float* products, ReadOnlySpan<float> bias, ReadOnlySpan<float> factors)
    {
        fixed (float* b = bias, f = factors)
        {
            for (int row = 0; row < factors.Length; row += bias.Length)
            {
                int k = 0;
                for (; k <= bias.Length - Vector<float>.Count; k += Vector<float>.Count)
                {
                    Vector<float> sum = Vector.Load(products + row + k) + Vector.Load(b + k);
                    Vector.Store(Gated(sum, sum * Vector.Load(f + row + k)), products + row + k);
                }
                for (; k < bias.Length; k++)
                {
                    float sum = products[row + k] + b[k];
                    products[row + k] = sum <= 0 ? 0 : sum * f[row + k];
                }
            }
        }
    }

    /// <summary>
    /// Turns the gradients by the activations into those by the sums before ReLU and dropout: an activation is above 0 exactly where its
    /// sum was and dropout kept it. The sum of a column's gradients is the gradient of the neuron's bias.
    /// </summary>
    /// <param name="gradients">samples × neurons.</param>
    /// <param name="activations">samples × neurons.</param>
    /// <param name="samples">How many samples.</param>
    /// <param name="factor">The factor of the activations that dropout kept.</param>
    /// <param name="sums">Gets the sum of each column.</param>
    public static void Back(float* gradients, float* activations, long samples, float factor, Span<float> sums)
    {
        sums.Clear();
        fixed (float* s = sums)
        {
            for (long sample = 0; sample < samples; sample++)
            {
                float* g = gradients + sample * sums.Length, a = activations + sample * sums.Length;
                int k = 0;
                for (; k <= sums.Length - Vector<float>.Count; k += Vector<float>.Count)
                {
                    Vector<float> gradient = Gated(Vector.Load(a + k), Vector.Load(g + k) * factor);
                    Vector.Store(gradient, g + k);
                    Vector.Store(Vector.Load(s + k) + gradient, s + k);
                }
                for (; k < sums.Length; k++)
                {
                    g[k] = a[k] <= 0 ? 0 : g[k] * factor;
                    s[k] += g[k];
                }
            }
        }
    }

    private static Vector<float> Gated(Vector<float> gate, Vector<float> value)
    {
        return Vector.ConditionalSelect(Vector.LessThanOrEqual(gate, Vector<float>.Zero), Vector<float>.Zero, value);
    }
}
