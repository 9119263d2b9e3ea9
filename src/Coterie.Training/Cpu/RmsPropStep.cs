using System.Numerics;

namespace Coterie.Training.Cpu;

/// <summary>
/// RMSprop's step in one pass over memory: <c>v = ρ v + (1 − ρ) g²</c>, <c>w −= lr · g / (√(v + inside) + outside)</c>. Denormal values
/// of v become 0: they are nothing beside ε, but would stay denormal and slow (<see cref="Denormals"/>).
/// </summary>
/// <param name="rho">ρ.</param>
/// <param name="inside">What is added to v under the root.</param>
/// <param name="outside">What is added to the root.</param>
/// <param name="learningRate">lr.</param>
internal sealed unsafe class RmsPropStep(double rho, double inside, double outside, double learningRate)
{
    private readonly float keep = (float)rho;
    private readonly float take = (float)(1 - rho);
    private readonly float inside = (float)inside;
    private readonly float outside = (float)outside;
    private readonly float rate = (float)-learningRate;

    /// <summary>Takes the step.</summary>
    /// <param name="w">The weights.</param>
    /// <param name="g">Their gradients.</param>
    /// <param name="v">The running means of the gradients' squares.</param>
    /// <param name="count">How many weights.</param>
    public void Take(float* w, float* g, float* v, int count)
    {
        int k = 0;
        for (; k <= count - Vector<float>.Count; k += Vector<float>.Count) Move(w + k, Vector.Load(g + k), v + k);
        for (; k < count; k++) Move(w + k, g[k], v + k);
    }

    private void Move(float* w, Vector<float> gradient, float* v)
    {
        Vector<float> square = Denormals.Flushed(Vector.FusedMultiplyAdd(gradient * take, gradient, Vector.Load(v) * keep));
        Vector.Store(square, v);
        Vector.Store(Vector.Load(w) + gradient * rate / Divisor(square), w);
    }

    private void Move(float* w, float gradient, float* v)
    {
        *v = Denormals.Flushed(MathF.FusedMultiplyAdd(gradient * take, gradient, *v * keep));
        *w += gradient * rate / (MathF.Sqrt(*v + inside) + outside);
    }

    private Vector<float> Divisor(Vector<float> square)
    {
        return Vector.SquareRoot(square + new Vector<float>(inside)) + new Vector<float>(outside);
    }
}
