using System.Numerics;

namespace Coterie.Torch;

/// <summary>
/// A layer's ReLU with the dropout that follows, forward and back, each one pass in place; of bfloat16 in single precision, rounded
/// at the end.
/// </summary>
internal static unsafe class Rectifier
{
    /// <summary>Turns products into activations, each times its factor: 0 where it is dropped. What is not a number stays so.</summary>
    /// <param name="products">samples × neurons, without the bias.</param>
    /// <param name="bias">One for each neuron.</param>
    /// <param name="factors">samples × neurons.</param>
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

    /// <summary>The same in bfloat16, of sums that have the bias.</summary>
    public static void Forward(ushort* sums, ReadOnlySpan<float> factors)
    {
        int k = 0;
        for (; k <= factors.Length - Vector<ushort>.Count; k += Vector<ushort>.Count)
        {
            (Vector<float> lower, Vector<float> upper) = Bfloat16.Widened(sums + k);
            lower = Gated(lower, lower * new Vector<float>(factors[k..]));
            upper = Gated(upper, upper * new Vector<float>(factors[(k + Vector<float>.Count)..]));
            Vector.Store(Bfloat16.Narrowed(lower, upper), sums + k);
        }
        for (; k < factors.Length; k++) sums[k] = Bfloat16.Widened(sums[k]) <= 0 ? (ushort)0 : Bfloat16.Narrowed(Bfloat16.Widened(sums[k]) * factors[k]);
    }

    /// <summary>
    /// Takes gradients back to the sums, given what became of those: an activation is above 0 just where its sum was and it was
    /// kept. Also gives the sum of each column's gradients, which is the bias's.
    /// </summary>
    /// <param name="gradients">samples × neurons.</param>
    /// <param name="activations">samples × neurons.</param>
    /// <param name="samples">How many samples.</param>
    /// <param name="factor">What made up for those dropped.</param>
    /// <param name="sums">One for each neuron.</param>
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

    /// <summary>The same in bfloat16.</summary>
    public static void Back(ushort* gradients, ushort* activations, long samples, float factor, Span<float> sums)
    {
        sums.Clear();
        for (long sample = 0; sample < samples; sample++)
        {
            ushort* g = gradients + sample * sums.Length, a = activations + sample * sums.Length;
            int k = 0;
            for (; k <= sums.Length - Vector<ushort>.Count; k += Vector<ushort>.Count)
            {
                (Vector<float> lower, Vector<float> upper) = Bfloat16.Widened(g + k);
                (Vector<float> lowerGate, Vector<float> upperGate) = Bfloat16.Widened(a + k);
                lower = Gated(lowerGate, lower * factor);
                upper = Gated(upperGate, upper * factor);
                Vector.Store(Bfloat16.Narrowed(lower, upper), g + k);
                (new Vector<float>(sums[k..]) + lower).CopyTo(sums[k..]);
                (new Vector<float>(sums[(k + Vector<float>.Count)..]) + upper).CopyTo(sums[(k + Vector<float>.Count)..]);
            }
            for (; k < sums.Length; k++)
            {
                float gradient = Bfloat16.Widened(a[k]) <= 0 ? 0 : Bfloat16.Widened(g[k]) * factor;
                g[k] = Bfloat16.Narrowed(gradient);
                sums[k] += gradient;
            }
        }
    }

    private static Vector<float> Gated(Vector<float> gate, Vector<float> value)
    {
        return Vector.ConditionalSelect(Vector.LessThanOrEqual(gate, Vector<float>.Zero), Vector<float>.Zero, value);
    }
}
