using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>A part of a module that took and returned one tensor in a forward pass.</summary>
/// <param name="Name">Its name, as in <c>named_modules()</c>.</param>
/// <param name="Module">The part.</param>
internal sealed record ComputedLayer(string Name, nn.Module Module)
{
    /// <summary>How often it computed.</summary>
    public int Times { get; private set; }

    /// <summary>The shape of its last output, samples first.</summary>
    public IReadOnlyList<long> Shape { get; private set; } = [];

    /// <summary>Whether its last output is that of the whole module.</summary>
    public bool IsOutput { get; private set; }

    /// <summary>The parts that compute in a forward pass of the first sample, in the order in which each computes first.</summary>
    public static IReadOnlyList<ComputedLayer> In(nn.Module<Tensor, Tensor> module, LabelledSamples samples)
    {
        using EvaluationMode mode = new(module);
        using DisposeScope scope = NewDisposeScope();
        List<ComputedLayer> computed = [];
        Dictionary<ComputedLayer, Tensor> outputs = [];
        List<Action> detachments = [];
        try
        {
            foreach ((string name, nn.Module part) in module.named_modules())
            {
                if (name.Length == 0 || part is not nn.Module<Tensor, Tensor> hooked) continue;
                ComputedLayer layer = new(name, part);
                var hook = hooked.register_forward_hook((_, _, output) =>
                {
                    if (layer.Times++ == 0) computed.Add(layer);
                    layer.Shape = output.shape;
                    outputs[layer] = output;
                    return output;
                });
                detachments.Add(hook.remove);
            }
            Tensor result = module.call(samples.Slice(0, 1).Inputs);
            foreach (ComputedLayer layer in computed) layer.IsOutput = ReferenceEquals(outputs[layer], result);
            return computed;
        }
        finally
        {
            foreach (Action detach in detachments) detach();
        }
    }
}
