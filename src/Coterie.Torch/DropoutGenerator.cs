using System.Numerics;
using System.Runtime.InteropServices;

namespace Coterie.Torch;

/// <summary>
/// Draws what dropout keeps, on the processor, as torch would after <c>manual_seed</c>, but many at a time: the Mersenne Twister
/// MT19937 (Matsumoto and Nishimura, 1998), two words to a sample, of which torch makes 53 bits and keeps those below the share.
/// </summary>
internal sealed class DropoutGenerator
{
    private const int Length = 624;
    private const int Shift = 397;

    private readonly uint[] state = new uint[Length];
    private readonly uint[] words = new uint[Length];
    private readonly long below;
    private readonly float scale;
    private int next = Length;

    /// <param name="seed">As for <c>manual_seed</c>.</param>
    /// <param name="dropout">The share that is dropped, in [0, 1).</param>
    public DropoutGenerator(uint seed, double dropout)
    {
        double kept = 1 - dropout;
        below = (long)Math.Ceiling(kept * (1L << 53));
        scale = 1f / (float)kept;
        state[0] = seed;
        for (int k = 1; k < Length; k++) state[k] = 1812433253 * (state[k - 1] ^ (state[k - 1] >> 30)) + (uint)k;
    }

    /// <summary>Draws a factor for each of a layer's activations: 0 where it is dropped, else what makes up for those that are.</summary>
    /// <param name="factors">samples × neurons.</param>
    public void Fill(Span<float> factors)
    {
        while (factors.Length > 0)
        {
            if (next == Length) Twist();
            int count = Math.Min(factors.Length, (Length - next) / 2);
            Threshold(MemoryMarshal.Cast<uint, ulong>(words.AsSpan(next, 2 * count)), factors[..count]);
            next += 2 * count;
            factors = factors[count..];
        }
    }

    private void Threshold(ReadOnlySpan<ulong> pairs, Span<float> factors)
    {
        const ulong Mask = (1UL << 53) - 1;
        int k = 0, width = Vector<long>.Count;
        Vector<float> scales = new(scale);
        for (; k <= pairs.Length - 2 * width; k += 2 * width)
        {
            Vector<int> kept = Vector.Narrow(Below(new Vector<ulong>(pairs[k..])), Below(new Vector<ulong>(pairs[(k + width)..])));
            Vector.BitwiseAnd(scales, Vector.AsVectorSingle(kept)).CopyTo(factors[k..]);
        }
        for (; k < pairs.Length; k++) factors[k] = (long)(BitOperations.RotateLeft(pairs[k], 32) & Mask) < below ? scale : 0;

        // The first word of a pair is the upper half.
        Vector<long> Below(Vector<ulong> pair)
        {
            Vector<ulong> sample = ((pair << 32) | (pair >>> 32)) & new Vector<ulong>(Mask);
            return Vector.LessThan(Vector.AsVectorInt64(sample), new Vector<long>(below));
        }
    }

    private void Twist()
    {
        // Whole vectors reach beyond neither of the places where a word of the new state takes the part of one of the old.
        Advance(0, Length - Shift, Shift);
        Advance(Length - Shift, Length - 1, Shift - Length);
        state[^1] = Twisted(state[^1], state[0], state[Shift - 1]);
        int k = 0;
        for (; k <= Length - Vector<uint>.Count; k += Vector<uint>.Count)
        {
            Vector<uint> y = new(state, k);
            y ^= y >>> 11;
            y ^= (y << 7) & new Vector<uint>(0x9d2c5680);
            y ^= (y << 15) & new Vector<uint>(0xefc60000);
            (y ^ (y >>> 18)).CopyTo(words, k);
        }
        next = 0;
    }

    private void Advance(int start, int end, int shift)
    {
        int k = start;
        for (; k <= end - Vector<uint>.Count; k += Vector<uint>.Count)
        {
            Vector<uint> one = new(state, k), following = new(state, k + 1);
            Vector<uint> y = (one & new Vector<uint>(0x80000000)) | (following & new Vector<uint>(0x7fffffff));
            Vector<uint> odd = Vector<uint>.Zero - (following & Vector<uint>.One);
            (new Vector<uint>(state, k + shift) ^ (y >>> 1) ^ (odd & new Vector<uint>(0x9908b0df))).CopyTo(state, k);
        }
        for (; k < end; k++) state[k] = Twisted(state[k], state[k + 1], state[k + shift]);
    }

    private static uint Twisted(uint one, uint following, uint shifted)
    {
        uint y = (one & 0x80000000) | (following & 0x7fffffff);
        return shifted ^ (y >> 1) ^ (uint)-(int)(following & 1) & 0x9908b0df;
    }
}
