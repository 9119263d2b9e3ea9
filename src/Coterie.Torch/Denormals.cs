using System.Numerics;

namespace Coterie.Torch;

/// <summary>Numbers nearer to 0 than a normal float32 can be, 2⁻¹²⁶.</summary>
internal static class Denormals
{
    private const float LeastNormal = 1.17549435e-38f;

    /// <summary>A number, or 0 in place of one that is not normal.</summary>
    public static float Flushed(float value)
    {
        return MathF.Abs(value) < LeastNormal ? 0 : value;
    }

    /// <summary>The same of many.</summary>
    public static Vector<float> Flushed(Vector<float> values)
    {
        return Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(values), new Vector<float>(LeastNormal)), Vector<float>.Zero, values);
    }
}
