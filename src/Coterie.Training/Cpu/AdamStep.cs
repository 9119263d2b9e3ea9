using System.Numerics;

namespace Coterie.Training.Cpu;

/// <summary>
/// Adam's step in one pass over memory (Kingma and Ba, 2015): <c>m = β₁ m + (1 − β₁) g</c>, <c>v = β₂ v + (1 − β₂) g²</c>,
/// <c>w −= lr / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)</c>. Denormal values of m and v become 0, as in <see cref="RmsPropStep"/>.
/// </summary>
/// <param name="beta1">β₁.</param>
/// <param name="beta2">β₂.</param>
/// <param name="epsilon">ε.</param>
/// <param name="learningRate">lr.</param>
/// <param name="step">t, 1 for the first step.</param>
internal sealed unsafe class AdamStep(double beta1, double beta2, double epsilon, double learningRate, long step)
{
    private readonly float keep = (float)beta1;
    private readonly float take = (float)(1 - beta1);
    private readonly float keepSquare = (float)beta2;
    private readonly float takeSquare = (float)(1 - beta2);
    private readonly float correction = (float)Math.Sqrt(1 - Math.Pow(beta2, step));
    private readonly float least = (float)epsilon;
    private readonly float rate = (float)(-learningRate / (1 - Math.Pow(beta1, step)));

    /// <summary>Takes the step.</summary>
    /// <param name="w">The weights.</param>
    /// <param name="g">Their gradients.</param>
    /// <param name="m">The running means of the gradients.</param>
    /// <param name="v">The running means of their squares.</param>
    /// <param name="count">How many weights.</param>
    public void Take(float* w, float* g, float* m, float* v, int count)
    {
        int k = 0;
        for (; k <= count - Vector<float>.Count; k += Vector<float>.Count)
        {
            Vector<float> gradient = Vector.Load(g + k);
            Vector<float> oldMean = Vector.Load(m + k) * keep, oldSquare = Vector.Load(v + k) * keepSquare;
            Vector<float> mean = Denormals.Flushed(Vector.FusedMultiplyAdd(gradient, new Vector<float>(take), oldMean));
            Vector<float> square = Denormals.Flushed(Vector.FusedMultiplyAdd(gradient * takeSquare, gradient, oldSquare));
            Vector.Store(mean, m + k);
            Vector.Store(square, v + k);
            Vector<float> divisor = Vector.SquareRoot(square) / new Vector<float>(correction) + new Vector<float>(least);
            Vector.Store(Vector.Load(w + k) + mean * rate / divisor, w + k);
        }
        for (; k < count; k++)
        {
            m[k] = Denormals.Flushed(MathF.FusedMultiplyAdd(g[k], take, m[k] * keep));
            v[k] = Denormals.Flushed(MathF.FusedMultiplyAdd(g[k] * takeSquare, g[k], v[k] * keepSquare));
            w[k] += m[k] * rate / (MathF.Sqrt(v[k]) / correction + least);
        }
    }
}
