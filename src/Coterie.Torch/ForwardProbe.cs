using Coterie.Activations;
using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>What one sample's forward pass tells of a classifier: the size of its layers, and how much memory a batch takes.</summary>
/// <param name="Layers">The watched layers, in the order of their names.</param>
/// <param name="InOrder">Whether each watched layer computes once, in the order of their names.</param>
/// <param name="LargestOutput">The values that the module with the largest output returns for a sample.</param>
/// <param name="AllOutputs">The values that all modules without parts of their own return for a sample.</param>
internal sealed record ForwardProbe(IReadOnlyList<Layer> Layers, bool InOrder, long LargestOutput, long AllOutputs)
{
    // Large enough for the matrix products, small enough to be still in the cache when it is analysed.
    private const int LargestBatch = 2048;

    // A convolution on large images returns megabytes for a sample.
    private const long OutputBytes = 1L << 28;

    /// <summary>The samples of a forward pass in evaluation mode.</summary>
    public int Batch => (int)Math.Clamp(OutputBytes / (LargestOutput * sizeof(float)), 1, LargestBatch);

    /// <summary>Computes one sample.</summary>
    /// <param name="module">The classifier.</param>
    /// <param name="layers">The names of the watched layers.</param>
    /// <param name="samples">The samples; the first is computed.</param>
    /// <param name="pooling">How positions become one value.</param>
    /// <exception cref="InputException">The module has no such layer, a layer does not compute, or the output is no logits.</exception>
    public static ForwardProbe Run(
        nn.Module<Tensor, Tensor> module, IReadOnlyList<string> layers, LabelledSamples samples, Pooling pooling = Pooling.Mean)
    {
        using EvaluationMode mode = new(module);
        using DisposeScope scope = NewDisposeScope();
        int[] neurons = new int[layers.Count];
        List<int> computed = [];
        using ActivationRecorder recorder = new(module, layers, pooling, (layer, activations) =>
        {
            neurons[layer] = (int)activations.shape[1];
            computed.Add(layer);
        });
        (long largest, long all, Tensor logits) = Outputs(module, samples);
        int missing = Enumerable.Range(0, layers.Count).FirstOrDefault(layer => !computed.Contains(layer), -1);
        if (missing >= 0) throw new InputException($"the layer '{layers[missing]}' does not compute in a forward pass of the model");
        if (logits.dim() != 2 || logits.shape[1] < samples.Classes)
        {
            throw new InputException(
                $"the model returns {string.Join('×', logits.shape)} for a sample; "
                + $"expected logits, 1×{samples.Classes} (a column a class)");
        }
        return new ForwardProbe(
            [.. layers.Select((name, k) => new Layer(name, neurons[k]))],
            computed.SequenceEqual(Enumerable.Range(0, layers.Count)),
            largest,
            all);
    }

    private static (long Largest, long All, Tensor Logits) Outputs(nn.Module<Tensor, Tensor> module, LabelledSamples samples)
    {
        long largest = 1, all = 0;
        List<Action> detachments = [];
        try
        {
            foreach ((_, nn.Module part) in module.named_modules())
            {
                if (part is not nn.Module<Tensor, Tensor> hooked) continue;
                bool isLeaf = !part.children().Any();
                var hook = hooked.register_forward_hook((_, _, output) =>
                {
                    largest = Math.Max(largest, output.numel());
                    if (isLeaf) all += output.numel();
                    return output;
                });
                detachments.Add(hook.remove);
            }
            Tensor logits = module.call(samples.Slice(0, 1).Inputs);
            return (largest, all, logits);
        }
        finally
        {
            foreach (Action detach in detachments) detach();
        }
    }
}
