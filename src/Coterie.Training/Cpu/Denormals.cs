using System.Numerics;

namespace Coterie.Training.Cpu;

/// <summary>Replaces denormal numbers (nearer to 0 than 2⁻¹²⁶) by 0: some processors take a hundred times as long over them.</summary>
internal static class Denormals
{
    private const float LeastNormal = 1.17549435e-38f;

    /// <summary>The number, or 0 if it is denormal.</summary>
    public static float Flushed(float value)
    {
        return MathF.Abs(value) < LeastNormal ? 0 : value;
    }

    /// <summary>The same for a vector.</summary>
    public static Vector<float> Flushed(Vector<float> values)
    {
        return Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(values), new Vector<float>(LeastNormal)), Vector<float>.Zero, values);
    }
}
