using System.Numerics;

namespace Coterie.Torch;

/// <summary>
/// RMSprop's step in one pass over the processor's memory: <c>v = ρ v + (1 − ρ) g²</c>, <c>w −= lr · g / √(v + ε)</c>. What v has
/// that is too small to be a normal number becomes 0: beside ε it is nothing, and left alone it would never fade, while some
/// processors take a hundred times as long over such numbers.
/// </summary>
internal sealed unsafe class RmsPropStep(double rho, double epsilon, double learningRate)
{
    private readonly float keep = (float)rho;
    private readonly float take = (float)(1 - rho);
    private readonly float least = (float)epsilon;
    private readonly float rate = (float)-learningRate;

    /// <summary>Takes it.</summary>
    /// <param name="w">Weights.</param>
    /// <param name="g">Gradients.</param>
    /// <param name="v">Means of the gradients' squares.</param>
    /// <param name="count">How many.</param>
    public void Take(float* w, float* g, float* v, int count)
    {
        int k = 0;
        for (; k <= count - Vector<float>.Count; k += Vector<float>.Count) Moved(w + k, Vector.Load(g + k), v + k);
        for (; k < count; k++) Moved(w + k, g[k], v + k);
    }

    /// <summary>Takes it with gradients in bfloat16, and has twins of the weights in bfloat16 follow them.</summary>
    /// <param name="w">Weights.</param>
    /// <param name="g">Gradients.</param>
    /// <param name="v">Means of the gradients' squares.</param>
    /// <param name="twins">Get the new weights.</param>
    /// <param name="count">How many.</param>
    public void Take(float* w, ushort* g, float* v, ushort* twins, int count)
    {
        int k = 0;
        for (; k <= count - Vector<ushort>.Count; k += Vector<ushort>.Count)
        {
            (Vector<float> lower, Vector<float> upper) = Bfloat16.Widened(g + k);
            lower = Moved(w + k, lower, v + k);
            upper = Moved(w + k + Vector<float>.Count, upper, v + k + Vector<float>.Count);
            Vector.Store(Bfloat16.Narrowed(lower, upper), twins + k);
        }
        for (; k < count; k++) twins[k] = Bfloat16.Narrowed(Moved(w + k, Bfloat16.Widened(g[k]), v + k));
    }

    private Vector<float> Moved(float* w, Vector<float> gradient, float* v)
    {
        Vector<float> square = Denormals.Flushed(Vector.FusedMultiplyAdd(gradient * take, gradient, Vector.Load(v) * keep));
        Vector.Store(square, v);
        Vector<float> weight = Vector.Load(w) + gradient * rate / Vector.SquareRoot(square + new Vector<float>(least));
        Vector.Store(weight, w);
        return weight;
    }

    private float Moved(float* w, float gradient, float* v)
    {
        *v = Denormals.Flushed(MathF.FusedMultiplyAdd(gradient * take, gradient, *v * keep));
        return *w += gradient * rate / MathF.Sqrt(*v + least);
    }
}
