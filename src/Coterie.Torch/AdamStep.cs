using System.Numerics;

namespace Coterie.Torch;

/// <summary>
/// Adam's step in one pass over the processor's memory (Kingma and Ba, 2015): <c>m = β₁ m + (1 − β₁) g</c>,
/// <c>v = β₂ v + (1 − β₂) g²</c>, <c>w −= lr / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)</c>. What m and v have that is too small to be a
/// normal number becomes 0, as in <see cref="RmsPropStep"/>.
/// </summary>
/// <param name="beta1">β₁.</param>
/// <param name="beta2">β₂.</param>
/// <param name="epsilon">ε.</param>
/// <param name="learningRate">lr.</param>
/// <param name="step">t: 1 for the first.</param>
internal sealed unsafe class AdamStep(double beta1, double beta2, double epsilon, double learningRate, long step)
{
    private readonly float keep = (float)beta1;
    private readonly float take = (float)(1 - beta1);
    private readonly float keepSquare = (float)beta2;
    private readonly float takeSquare = (float)(1 - beta2);
    private readonly float correction = (float)Math.Sqrt(1 - Math.Pow(beta2, step));
    private readonly float least = (float)epsilon;
    private readonly float rate = (float)(-learningRate / (1 - Math.Pow(beta1, step)));

    /// <summary>Takes it.</summary>
    /// <param name="w">Weights.</param>
    /// <param name="g">Gradients.</param>
    /// <param name="m">Means of the gradients.</param>
    /// <param name="v">Means of their squares.</param>
    /// <param name="count">How many.</param>
    public void Take(float* w, float* g, float* m, float* v, int count)
    {
        int k = 0;
        for (; k <= count - Vector<float>.Count; k += Vector<float>.Count)
        {
            Vector<float> gradient = Vector.Load(g + k);
            Vector<float> mean = Denormals.Flushed(Vector.FusedMultiplyAdd(gradient, new Vector<float>(take), Vector.Load(m + k) * keep));
            Vector<float> square = Denormals.Flushed(Vector.FusedMultiplyAdd(gradient * takeSquare, gradient, Vector.Load(v + k) * keepSquare));
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
