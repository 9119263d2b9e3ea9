using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>
/// An optimiser's steps on the processor in one pass over the memory of all parameters, where torch's tensor operations take one
/// each. Roots are IEEE's, so that a step is the same on every processor; those of torch's library are not.
/// </summary>
internal static unsafe class FusedUpdate
{
    /// <summary>What takes a step; parameters, gradients and the optimiser's state must stay where they are in memory.</summary>
    /// <param name="optimizer">SGD takes its steps itself, by the parameters' own gradients.</param>
    /// <param name="parameters">In float32, on the processor.</param>
    /// <param name="gradients">In float32, each of the shape of its parameter.</param>
    public static Action Of(OptimizerHelper optimizer, IReadOnlyList<Parameter> parameters, IReadOnlyList<Tensor> gradients)
    {
        return optimizer switch
        {
            KerasRmsProp rmsProp => RmsProp(rmsProp, parameters, gradients),
            KerasAdam adam => Adam(adam, parameters, gradients),
            _ => () => optimizer.step(),
        };
    }

    /// <summary>What takes a step of RMSprop by gradients in bfloat16, and has twins of the parameters in bfloat16 follow them.</summary>
    public static Action Of(KerasRmsProp rmsProp, IReadOnlyList<Parameter> parameters, IReadOnlyList<Tensor> gradients, IReadOnlyList<Tensor> twins)
    {
        Pieces pieces = new(parameters);
        RmsPropStep step = rmsProp.Fused();
        float*[] w = Memory<float>(parameters), v = Memory<float>(rmsProp.Squares());
        ushort*[] g = Memory<ushort>(gradients), halved = Memory<ushort>(twins);
        return () => pieces.Each((p, start, count) => step.Take(w[p] + start, g[p] + start, v[p] + start, halved[p] + start, count));
    }

    private static Action RmsProp(KerasRmsProp rmsProp, IReadOnlyList<Parameter> parameters, IReadOnlyList<Tensor> gradients)
    {
        Pieces pieces = new(parameters);
        RmsPropStep step = rmsProp.Fused();
        float*[] w = Memory<float>(parameters), g = Memory<float>(gradients), v = Memory<float>(rmsProp.Squares());
        return () => pieces.Each((p, start, count) => step.Take(w[p] + start, g[p] + start, v[p] + start, count));
    }

    private static Action Adam(KerasAdam adam, IReadOnlyList<Parameter> parameters, IReadOnlyList<Tensor> gradients)
    {
        Pieces pieces = new(parameters);
        Adam.State[] states = adam.States();
        float*[] w = Memory<float>(parameters), g = Memory<float>(gradients);
        float*[] m = Memory<float>([.. states.Select(state => state.exp_avg)]), v = Memory<float>([.. states.Select(state => state.exp_avg_sq)]);
        return () =>
        {
            foreach (Adam.State state in states) state.step++;
            AdamStep step = adam.Fused(states[0].step);
            pieces.Each((p, start, count) => step.Take(w[p] + start, g[p] + start, m[p] + start, v[p] + start, count));
        };
    }

    private static T*[] Memory<T>(IReadOnlyList<Tensor> tensors)
        where T : unmanaged
    {
        T*[] memory = new T*[tensors.Count];
        for (int k = 0; k < memory.Length; k++) memory[k] = TensorMemory.Of<T>(tensors[k]);
        return memory;
    }

    /// <summary>The parameters cut into pieces, which spread evenly over torch's threads.</summary>
    private sealed class Pieces
    {
        private const int Length = 1 << 14;

        private readonly List<(int Parameter, long Start, int Count)> pieces = [];

        public Pieces(IReadOnlyList<Parameter> parameters)
        {
            for (int p = 0; p < parameters.Count; p++)
            {
                long length = parameters[p].numel();
                for (long start = 0; start < length; start += Length) pieces.Add((p, start, (int)Math.Min(Length, length - start)));
            }
        }

        public void Each(Action<int, long, int> take)
        {
            TorchThreads.Each(pieces.Count, k => take(pieces[k].Parameter, pieces[k].Start, pieces[k].Count));
        }
    }
}
