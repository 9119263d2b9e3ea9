using System.Numerics;
using System.Runtime.InteropServices;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>
/// Optimiser steps in as few passes over the processor's memory as can be, where torch's tensor operations take one each: the
/// same operations in the same order, contracted where torch's are, so that not a bit differs. The roots are left to torch,
/// whose library does not round them as IEEE does, nor alike on every processor.
/// </summary>
internal sealed unsafe class FusedUpdate : IDisposable
{
    // Pieces spread evenly over the threads; a group of them is still in the cache when its roots are there.
    private const int Piece = 1 << 14;
    private const int Group = 1 << 20;

    private readonly List<List<Part>> groups = [];
    private readonly Tensor roots;

    /// <summary>Prepares for parameters that <see cref="Reaches"/> is true of.</summary>
    public FusedUpdate(IReadOnlyList<Parameter> parameters)
    {
        int used = Group;
        for (int p = 0; p < parameters.Count; p++)
        {
            long length = parameters[p].numel();
            for (long start = 0; start < length; start += Piece)
            {
                int count = (int)Math.Min(Piece, length - start);
                if (used + count > Group)
                {
                    groups.Add([]);
                    used = 0;
                }
                groups[^1].Add(new Part(p, start, count, used));
                used += count;
            }
        }
        roots = empty(groups.Count > 1 ? Group : used).DetachFromDisposeScope();
    }

    /// <summary>Whether all numbers are float32 that lie one after the other in the memory of this process.</summary>
    public static bool Reaches(IReadOnlyList<Parameter> parameters)
    {
        return parameters.All(parameter => parameter.device_type == DeviceType.CPU && parameter.dtype == ScalarType.Float32 && parameter.is_contiguous());
    }

    /// <summary>RMSprop: <c>v = ρ v + (1 − ρ) g²</c>, <c>w += −lr · g / √(v + ε)</c>.</summary>
    public void RmsProp(IReadOnlyList<Parameter> parameters, Func<int, Tensor> squares, double rho, double epsilon, double learningRate)
    {
        float keep = (float)rho, take = (float)(1 - rho), least = (float)epsilon, rate = (float)-learningRate;
        Memory[] memory = [.. parameters.Select((w, k) => new Memory(TensorMemory.Of<float>(w), TensorMemory.Of<float>(w.grad!), null, TensorMemory.Of<float>(squares(k))))];
        Run(
            (part, root) =>
            {
                float* g = memory[part.Parameter].Gradients + part.Start, v = memory[part.Parameter].Squares + part.Start;
                Square(g, v, part.Count, keep, take);
                int k = 0;
                for (; k <= part.Count - Vector<float>.Count; k += Vector<float>.Count) Vector.Store(Vector.Load(v + k) + new Vector<float>(least), root + k);
                for (; k < part.Count; k++) root[k] = v[k] + least;
            },
            (part, root) => Move(memory[part.Parameter].Weights + part.Start, memory[part.Parameter].Gradients + part.Start, root, part.Count, rate));
    }

    /// <summary>RMSprop with gradients in bfloat16, from which new twins of the weights in bfloat16 come too: all in one pass, the roots IEEE's.</summary>
    public void RmsProp(
        IReadOnlyList<Parameter> parameters,
        IReadOnlyList<Tensor> gradients,
        Func<int, Tensor> squares,
        IReadOnlyList<Tensor> twins,
        double rho,
        double epsilon,
        double learningRate)
    {
        float keep = (float)rho, take = (float)(1 - rho), least = (float)epsilon, rate = (float)-learningRate;
        Memory[] memory = [.. parameters.Select((w, k) => new Memory(TensorMemory.Of<float>(w), null, null, TensorMemory.Of<float>(squares(k))))];
        HalvedMemory[] halved = [.. gradients.Select((g, k) => new HalvedMemory(TensorMemory.Of<ushort>(g), TensorMemory.Of<ushort>(twins[k])))];
        ParallelOptions threads = new() { MaxDegreeOfParallelism = get_num_threads() };
        foreach (List<Part> group in groups)
        {
            Parallel.ForEach(group, threads, part =>
            {
                Memory whole = memory[part.Parameter];
                HalvedMemory half = halved[part.Parameter];
                float* w = whole.Weights + part.Start, v = whole.Squares + part.Start;
                ushort* g = half.Gradients + part.Start, twin = half.Twins + part.Start;
                int k = 0;
                for (; k <= part.Count - Vector<ushort>.Count; k += Vector<ushort>.Count)
                {
                    (Vector<float> lower, Vector<float> upper) = Bfloat16.Widened(g + k);
                    lower = Stepped(w + k, v + k, lower, keep, take, least, rate);
                    upper = Stepped(w + k + Vector<float>.Count, v + k + Vector<float>.Count, upper, keep, take, least, rate);
                    Vector.Store(Bfloat16.Narrowed(lower, upper), twin + k);
                }
                for (; k < part.Count; k++)
                {
                    float gradient = Bfloat16.Widened(g[k]);
                    v[k] = MathF.FusedMultiplyAdd(gradient * take, gradient, v[k] * keep);
                    w[k] += gradient * rate / MathF.Sqrt(v[k] + least);
                    twin[k] = Bfloat16.Narrowed(w[k]);
                }
            });
        }
    }

    /// <summary>Adam: <c>m = β₁ m + (1 − β₁) g</c>, <c>v = β₂ v + (1 − β₂) g²</c>, <c>w += −step · m / (√v / correction + ε)</c>.</summary>
    public void Adam(
        IReadOnlyList<Parameter> parameters, Func<int, Adam.State> states, double beta1, double beta2, double correction, double epsilon, double stepSize)
    {
        float keep = (float)beta1, take = (float)(1 - beta1), keepSquare = (float)beta2, takeSquare = (float)(1 - beta2);
        float root2 = (float)correction, least = (float)epsilon, rate = (float)-stepSize;
        Memory[] memory = [.. parameters.Select((w, k) => new Memory(TensorMemory.Of<float>(w), TensorMemory.Of<float>(w.grad!), TensorMemory.Of<float>(states(k).exp_avg), TensorMemory.Of<float>(states(k).exp_avg_sq)))];
        Run(
            (part, root) =>
            {
                float* g = memory[part.Parameter].Gradients + part.Start, m = memory[part.Parameter].Means + part.Start, v = memory[part.Parameter].Squares + part.Start;
                Square(g, v, part.Count, keepSquare, takeSquare);
                int k = 0;
                for (; k <= part.Count - Vector<float>.Count; k += Vector<float>.Count)
                {
                    Vector.Store(Vector.FusedMultiplyAdd(Vector.Load(g + k), new Vector<float>(take), Vector.Load(m + k) * keep), m + k);
                    Vector.Store(Vector.Load(v + k), root + k);
                }
                for (; k < part.Count; k++)
                {
                    m[k] = MathF.FusedMultiplyAdd(g[k], take, m[k] * keep);
                    root[k] = v[k];
                }
            },
            (part, root) =>
            {
                int k = 0;
                for (; k <= part.Count - Vector<float>.Count; k += Vector<float>.Count)
                {
                    Vector.Store(Vector.Load(root + k) / new Vector<float>(root2) + new Vector<float>(least), root + k);
                }
                for (; k < part.Count; k++) root[k] = root[k] / root2 + least;
                Move(memory[part.Parameter].Weights + part.Start, memory[part.Parameter].Means + part.Start, root, part.Count, rate);
            });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        roots.Dispose();
    }

    private delegate void Step(Part part, float* roots);

    private void Run(Step before, Step after)
    {
        ParallelOptions threads = new() { MaxDegreeOfParallelism = get_num_threads() };
        float* first = TensorMemory.Of<float>(roots);
        foreach (List<Part> group in groups)
        {
            Parallel.ForEach(group, threads, part => before(part, first + part.Root));
            using (Tensor used = roots.narrow(0, 0, group[^1].Root + group[^1].Count)) used.sqrt_();
            Parallel.ForEach(group, threads, part => after(part, first + part.Root));
        }
    }

    private static Vector<float> Stepped(float* w, float* v, Vector<float> gradient, float keep, float take, float least, float rate)
    {
        Vector<float> square = Vector.FusedMultiplyAdd(gradient * take, gradient, Vector.Load(v) * keep);
        Vector.Store(square, v);
        Vector<float> weight = Vector.Load(w) + gradient * rate / Vector.SquareRoot(square + new Vector<float>(least));
        Vector.Store(weight, w);
        return weight;
    }

    /// <summary><c>v = keep · v + take · g²</c>.</summary>
    private static void Square(float* g, float* v, int count, float keep, float take)
    {
        int k = 0;
        for (; k <= count - Vector<float>.Count; k += Vector<float>.Count)
        {
            Vector<float> gradient = Vector.Load(g + k);
            Vector.Store(Vector.FusedMultiplyAdd(gradient * take, gradient, Vector.Load(v + k) * keep), v + k);
        }
        for (; k < count; k++) v[k] = MathF.FusedMultiplyAdd(g[k] * take, g[k], v[k] * keep);
    }

    /// <summary><c>w += rate · along / divisor</c>.</summary>
    private static void Move(float* w, float* along, float* divisor, int count, float rate)
    {
        int k = 0;
        for (; k <= count - Vector<float>.Count; k += Vector<float>.Count)
        {
            Vector.Store(Vector.Load(w + k) + Vector.Load(along + k) * rate / Vector.Load(divisor + k), w + k);
        }
        for (; k < count; k++) w[k] += along[k] * rate / divisor[k];
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Part(int Parameter, long Start, int Count, int Root);

    [StructLayout(LayoutKind.Auto)]
    private readonly struct Memory(float* weights, float* gradients, float* means, float* squares)
    {
        public float* Weights { get; } = weights;

        public float* Gradients { get; } = gradients;

        public float* Means { get; } = means;

        public float* Squares { get; } = squares;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly struct HalvedMemory(ushort* gradients, ushort* twins)
    {
        public ushort* Gradients { get; } = gradients;

        public ushort* Twins { get; } = twins;
    }
}
