using System.Numerics;

namespace Coterie.Torch;

/// <summary>
/// A layer's ReLU with the dropout that follows, forward and back, each one pass in place; of bfloat16 in single precision, rounded
/// at the end.
/// </summary>
internal static unsafe class Rectifier
{
    /// <summary>Turns sums into activations, each times its factor: 0 where it is dropped. What is not a number stays so.</summary>
    public static void Forward(float* sums, ReadOnlySpan<float> factors)
    {
        int k = 0;
        for (; k <= factors.Length - Vector<float>.Count; k += Vector<float>.Count)
        {
            Vector<float> sum = Vector.Load(sums + k);
            Vector.Store(Gated(sum, sum * new Vector<float>(factors[k..])), sums + k);
        }
        for (; k < factors.Length; k++) sums[k] = sums[k] <= 0 ? 0 : sums[k] * factors[k];
    }

    /// <summary>The same in bfloat16.</summary>
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

    /// <summary>Takes gradients back to the sums, given what became of those: an activation is above 0 just where its sum was and it was kept.</summary>
    public static void Back(float* gradients, float* activations, long length, float factor)
    {
        long k = 0;
        for (; k <= length - Vector<float>.Count; k += Vector<float>.Count)
        {
            Vector.Store(Gated(Vector.Load(activations + k), Vector.Load(gradients + k) * factor), gradients + k);
        }
        for (; k < length; k++) gradients[k] = activations[k] <= 0 ? 0 : gradients[k] * factor;
    }

    /// <summary>The same in bfloat16, and the sum of each column's gradients, which is the bias's.</summary>
    /// <param name="gradients">samples × neurons.</param>
    /// <param name="activations">samples × neurons.</param>
    /// <param name="samples">How many samples.</param>
    /// <param name="factor">What made up for those dropped.</param>
    /// <param name="sums">One for each neuron.</param>
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
