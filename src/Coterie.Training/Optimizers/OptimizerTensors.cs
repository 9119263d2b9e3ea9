using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Coterie.Training.Optimizers;

/// <summary>
/// What an optimiser keeps of past gradients, as named tensors for a checkpoint: <c>optimizer.0.square_avg</c> and so on, where the number
/// is the parameter's.
/// </summary>
internal static class OptimizerTensors
{
    private const string Prefix = "optimizer.";

    /// <summary>The optimiser's own tensors, by name.</summary>
    public static IEnumerable<KeyValuePair<string, Tensor>> Of(OptimizerHelper optimizer)
    {
        return optimizer.state_dict().State.SelectMany((state, k) => state switch
        {
            RMSProp.State rmsprop => [Named(k, nameof(rmsprop.square_avg), rmsprop.square_avg)],
            Adam.State adam => [Named(k, nameof(adam.exp_avg), adam.exp_avg), Named(k, nameof(adam.exp_avg_sq), adam.exp_avg_sq)],
            _ => Array.Empty<KeyValuePair<string, Tensor>>(),
        });
    }

    /// <summary>Sets how many steps the optimiser has taken.</summary>
    public static void SetSteps(OptimizerHelper optimizer, long steps)
    {
        foreach (OptimizerState state in optimizer.state_dict().State)
        {
            if (state is RMSProp.State rmsprop) rmsprop.step = steps;
            else if (state is Adam.State adam) adam.step = steps;
        }
    }

    private static KeyValuePair<string, Tensor> Named(int parameter, string name, Tensor tensor)
    {
        return KeyValuePair.Create($"{Prefix}{parameter}.{name}", tensor);
    }
}
