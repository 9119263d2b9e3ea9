using System.Numerics;
using System.Runtime.InteropServices;

namespace Coterie.Torch;

/// <summary>
/// Draws what dropout keeps, on the processor: sixteen generators xoshiro128++ (Blackman and Vigna, "Scrambled Linear Pseudorandom
/// Number Generators", 2021) in turn, whatever the width of a vector is here.
/// </summary>
internal sealed class DropoutGenerator
{
    /// <summary>How many generators; each turn of them gives as many factors.</summary>
    public const int Lanes = 16;

    private readonly uint[] states = new uint[4 * Lanes];
    private readonly int below;
    private readonly float scale;

    /// <param name="seed">Decides what is dropped.</param>
    /// <param name="dropout">The share that is dropped, in [0, 1); rounded to 31 bits.</param>
    public DropoutGenerator(int seed, double dropout)
    {
        below = (int)Math.Min(Math.Ceiling((1 - dropout) * (1L << 31)), int.MaxValue);
        scale = 1f / (float)(1 - dropout);
        new Random(seed).NextBytes(MemoryMarshal.AsBytes(states.AsSpan()));
    }

    /// <summary>
    /// Draws a factor for each of some activations: 0 where it is dropped, else what makes up for those that are. What the last turn
    /// gives beyond them is lost.
    /// </summary>
    /// <param name="factors">One for each activation.</param>
    public void Fill(Span<float> factors)
    {
        int whole = factors.Length / Lanes * Lanes;
        Turn(factors[..whole]);
        if (whole == factors.Length) return;
        Span<float> last = stackalloc float[Lanes];
        Turn(last);
        last[..(factors.Length - whole)].CopyTo(factors[whole..]);
    }

    private void Turn(Span<float> factors)
    {
        Vector<float> scales = new(scale);
        Vector<int> limit = new(below);
        for (int lane = 0; lane < Lanes; lane += Vector<uint>.Count)
        {
            Vector<uint> s0 = new(states, lane), s1 = new(states, Lanes + lane), s2 = new(states, 2 * Lanes + lane), s3 = new(states, 3 * Lanes + lane);
            for (int k = lane; k < factors.Length; k += Lanes)
            {
                Vector<uint> drawn = RotateLeft(s0 + s3, 7) + s0, shifted = s1 << 9;
                s2 ^= s0;
                s3 ^= s1;
                s1 ^= s2;
                s0 ^= s3;
                s2 ^= shifted;
                s3 = RotateLeft(s3, 11);
                Vector<int> kept = Vector.LessThan(Vector.AsVectorInt32(drawn >>> 1), limit);
                Vector.BitwiseAnd(scales, Vector.AsVectorSingle(kept)).CopyTo(factors[k..]);
            }
            s0.CopyTo(states, lane);
            s1.CopyTo(states, Lanes + lane);
            s2.CopyTo(states, 2 * Lanes + lane);
            s3.CopyTo(states, 3 * Lanes + lane);
        }
    }

    private static Vector<uint> RotateLeft(Vector<uint> words, int by)
    {
        return (words << by) | (words >>> (32 - by));
    }
}
