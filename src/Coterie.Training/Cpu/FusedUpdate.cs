using Coterie.Numerics;
using Coterie.Training.Optimizers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Coterie.Training.Cpu;

/// <summary>
/// An optimiser's step in one pass over the memory of all parameters, where torch's tensor operations take one pass each. Square roots are
/// rounded as IEEE 754 demands, so a step gives the same weights on every processor; torch's roots do not.
/// </summary>
internal static unsafe class FusedUpdate
{
    /// <summary>The optimiser's step as an action; parameters, gradients and the optimiser's state must not move in memory.</summary>
    /// <param name="optimizer">The optimiser; SGD takes its own steps, by the parameters' own gradients.</param>
    /// <param name="parameters">Its parameters, in float32 on the processor.</param>
    /// <param name="gradients">The gradient of each parameter, in float32.</param>
    public static Action Of(OptimizerHelper optimizer, IReadOnlyList<Parameter> parameters, IReadOnlyList<Tensor> gradients)
    {
        return optimizer switch
        {
            KerasRmsProp rmsProp => RmsProp(rmsProp, parameters, gradients),
            KerasAdam adam => Adam(adam, parameters, gradients),
            _ => () => optimizer.step(),
        };
    }

    private static Action RmsProp(KerasRmsProp rmsProp, IReadOnlyList<Parameter> parameters, IReadOnlyList<Tensor> gradients)
    {
        Pieces pieces = new(parameters);
        RmsPropStep step = new(KerasRmsProp.Rho, rmsProp.Inside, rmsProp.Outside, rmsProp.Rate);
        float*[] w = Memory(parameters), g = Memory(gradients), v = Memory(rmsProp.Squares());
        return () => pieces.Each((p, start, count) => step.Take(w[p] + start, g[p] + start, v[p] + start, count));
    }

    private static Action Adam(KerasAdam adam, IReadOnlyList<Parameter> parameters, IReadOnlyList<Tensor> gradients)
    {
        Pieces pieces = new(parameters);
        Adam.State[] states = adam.States();
        float*[] w = Memory(parameters), g = Memory(gradients);
        float*[] m = Memory([.. states.Select(state => state.exp_avg)]), v = Memory([.. states.Select(state => state.exp_avg_sq)]);
        return () =>
        {
            foreach (Adam.State state in states) state.step++;
            AdamStep step = new(KerasAdam.Beta1, KerasAdam.Beta2, KerasAdam.Epsilon, adam.Rate, states[0].step);
            pieces.Each((p, start, count) => step.Take(w[p] + start, g[p] + start, m[p] + start, v[p] + start, count));
        };
    }

    private static float*[] Memory(IReadOnlyList<Tensor> tensors)
    {
        float*[] memory = new float*[tensors.Count];
        for (int k = 0; k < memory.Length; k++) memory[k] = TensorMemory.Of<float>(tensors[k]);
        return memory;
    }

    /// <summary>The parameters cut into pieces of similar length, for a parallel loop.</summary>
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
            ParallelLoop.Run(pieces.Count, get_num_threads(), k => take(pieces[k].Parameter, pieces[k].Start, pieces[k].Count));
        }
    }
}
