using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Coterie.Training.Cpu;

/// <summary>
/// Draws which activations dropout keeps, sixteen at a time, with sixteen generators xoshiro128++ side by side in a vector (Blackman and
/// Vigna, "Scrambled Linear Pseudorandom Number Generators", 2021). What it draws does not depend on the processor's vector width.
/// </summary>
internal sealed class DropoutGenerator
{
    /// <summary>How many generators there are: the factors of one draw.</summary>
    public const int Lanes = 16;

    private readonly Vector512<int> below;
    private readonly Vector512<float> scale;
    private Vector512<uint> s0;
    private Vector512<uint> s1;
    private Vector512<uint> s2;
    private Vector512<uint> s3;

    /// <summary>Seeds the generators.</summary>
    /// <param name="seed">Decides what is dropped.</param>
    /// <param name="dropout">The share that is dropped, in [0, 1); rounded to 31 bits.</param>
    public DropoutGenerator(int seed, double dropout)
    {
        below = Vector512.Create((int)Math.Min(Math.Ceiling((1 - dropout) * (1L << 31)), int.MaxValue));
        scale = Vector512.Create(1f / (float)(1 - dropout));
        uint[] words = new uint[4 * Lanes];
        new Random(seed).NextBytes(MemoryMarshal.AsBytes(words.AsSpan()));
        s0 = Vector512.Create(words, 0);
        s1 = Vector512.Create(words, Lanes);
        s2 = Vector512.Create(words, 2 * Lanes);
        s3 = Vector512.Create(words, 3 * Lanes);
    }

    /// <summary>
    /// Draws a factor for each of some activations: 0 if it is dropped, else 1 / (1 − dropout). What the last draw gives too many is lost.
    /// </summary>
    /// <param name="factors">One for each activation.</param>
    public void Fill(Span<float> factors)
    {
        int whole = factors.Length / Lanes * Lanes;
        Draw(factors[..whole]);
        if (whole == factors.Length) return;
        Span<float> last = stackalloc float[Lanes];
        Draw(last);
        last[..(factors.Length - whole)].CopyTo(factors[whole..]);
    }

    private void Draw(Span<float> factors)
    {
        // Locals stay in registers; fields would be loaded and stored for each draw.
        Vector512<uint> a = s0, b = s1, c = s2, d = s3;
        for (int k = 0; k < factors.Length; k += Lanes)
        {
            Vector512<int> kept = Vector512.LessThan((Next(ref a, ref b, ref c, ref d) >>> 1).AsInt32(), below);
            (scale & kept.AsSingle()).CopyTo(factors[k..]);
        }
        (s0, s1, s2, s3) = (a, b, c, d);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Next(ref Vector512<uint> a, ref Vector512<uint> b, ref Vector512<uint> c, ref Vector512<uint> d)
    {
        Vector512<uint> drawn = RotateLeft(a + d, 7) + a, shifted = b << 9;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= shifted;
        d = RotateLeft(d, 11);
        return drawn;
    }

    private static Vector512<uint> RotateLeft(Vector512<uint> words, int by)
    {
        return (words << by) | (words >>> (32 - by));
    }
}
