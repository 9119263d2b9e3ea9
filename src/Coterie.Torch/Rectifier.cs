using System.Numerics;

namespace Coterie.Torch;

/// <summary>
/// A layer's ReLU with the dropout that follows, forward and back, each one pass in place. A bfloat16 is the upper half of a
/// float32; what is computed in single precision is rounded to the nearest, ties to the even.
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
            (Vector<float> lower, Vector<float> upper) = Widened(sums + k);
            lower = Gated(lower, lower * new Vector<float>(factors[k..]));
            upper = Gated(upper, upper * new Vector<float>(factors[(k + Vector<float>.Count)..]));
            Vector.Store(Narrowed(lower, upper), sums + k);
        }
        for (; k < factors.Length; k++) sums[k] = Widened(sums[k]) <= 0 ? (ushort)0 : Narrowed(Widened(sums[k]) * factors[k]);
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

    /// <summary>The same in bfloat16.</summary>
    public static void Back(ushort* gradients, ushort* activations, long length, float factor)
    {
        long k = 0;
        for (; k <= length - Vector<ushort>.Count; k += Vector<ushort>.Count)
        {
            (Vector<float> lower, Vector<float> upper) = Widened(gradients + k);
            (Vector<float> lowerGate, Vector<float> upperGate) = Widened(activations + k);
            Vector.Store(Narrowed(Gated(lowerGate, lower * factor), Gated(upperGate, upper * factor)), gradients + k);
        }
        for (; k < length; k++) gradients[k] = Widened(activations[k]) <= 0 ? (ushort)0 : Narrowed(Widened(gradients[k]) * factor);
    }

    private static Vector<float> Gated(Vector<float> gate, Vector<float> value)
    {
        return Vector.ConditionalSelect(Vector.LessThanOrEqual(gate, Vector<float>.Zero), Vector<float>.Zero, value);
    }

    private static (Vector<float> Lower, Vector<float> Upper) Widened(ushort* values)
    {
        Vector.Widen(Vector.Load(values), out Vector<uint> lower, out Vector<uint> upper);
        return (Vector.AsVectorSingle(lower << 16), Vector.AsVectorSingle(upper << 16));
    }

    private static Vector<ushort> Narrowed(Vector<float> lower, Vector<float> upper)
    {
        return Vector.Narrow(Rounded(Vector.AsVectorUInt32(lower)), Rounded(Vector.AsVectorUInt32(upper)));
    }

    private static Vector<uint> Rounded(Vector<uint> bits)
    {
        return (bits + new Vector<uint>(0x7fff) + ((bits >>> 16) & Vector<uint>.One)) >>> 16;
    }

    private static float Widened(ushort value)
    {
        return BitConverter.UInt32BitsToSingle((uint)value << 16);
    }

    private static ushort Narrowed(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        return (ushort)((bits + 0x7fff + (bits >> 16 & 1)) >> 16);
    }
}
