using System.Numerics;

namespace Coterie.Torch;

/// <summary>Pixels from 0..255 to 0..1.</summary>
internal static unsafe class PixelScale
{
    private const float Largest = 255;

    /// <summary>Divides by 255, rounded as a division is.</summary>
    /// <param name="pixels">From.</param>
    /// <param name="scaled">To.</param>
    /// <param name="count">How many.</param>
    public static void ToSingle(byte* pixels, float* scaled, int count)
    {
        int k = 0;
        for (; k <= count - Vector<byte>.Count; k += Vector<byte>.Count)
        {
            Vector.Widen(Vector.Load(pixels + k), out Vector<ushort> lower, out Vector<ushort> upper);
            Vector.Widen(lower, out Vector<uint> a, out Vector<uint> b);
            Vector.Widen(upper, out Vector<uint> c, out Vector<uint> d);
            Vector.Store(Divided(a), scaled + k);
            Vector.Store(Divided(b), scaled + k + Vector<float>.Count);
            Vector.Store(Divided(c), scaled + k + 2 * Vector<float>.Count);
            Vector.Store(Divided(d), scaled + k + 3 * Vector<float>.Count);
        }
        for (; k < count; k++) scaled[k] = pixels[k] / Largest;
    }

    // A product with 1/255 and what it misses, which costs less than a division and for 0..255 gives the same.
    private static Vector<float> Divided(Vector<uint> pixels)
    {
        Vector<float> whole = Vector.ConvertToSingle(Vector.AsVectorInt32(pixels)), inverse = new(1 / Largest);
        Vector<float> nearly = whole * inverse;
        return Vector.FusedMultiplyAdd(Vector.FusedMultiplyAdd(nearly, new Vector<float>(-Largest), whole), inverse, nearly);
    }
}
