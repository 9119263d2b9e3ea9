using Coterie.Torch;
using Coterie.Training.Models;
using static TorchSharp.torch;

namespace Coterie.Training;

/// <summary>
/// How much memory training takes at least, found before it is taken: an operating system may grant more than there is, and then ends the
/// process that uses it.
/// </summary>
public static class TrainingMemory
{
    // A layer's activations, and their gradients on the way back.
    private const int CopiesInAStep = 2;

    /// <summary>The bytes of a network's weights, their gradients and what the optimiser keeps of them. No weight is allocated.</summary>
    /// <param name="settings">The network, its hidden widths and the optimiser.</param>
    /// <param name="sampleShape">The shape of a sample.</param>
    /// <param name="classes">How many classes.</param>
    /// <exception cref="InputException">A setting is out of range.</exception>
    /// <exception cref="ArgumentException">The network does not take samples of that shape.</exception>
    public static long OfNetwork(TrainingSettings settings, IReadOnlyList<long> sampleShape, int classes)
    {
        settings.Validate();
        // Tensors on the meta device have a shape and no values.
        using NetworkModel network = Networks.Find(settings.Network)
            .Build(sampleShape, settings.HiddenWidths(), classes, settings.Dropout, new Device("meta"));
        int kept = settings.Optimizer switch { Optimizer.RmsProp or Optimizer.RmsProp2021 => 1, Optimizer.Adam => 2, _ => 0 };
        return network.Module.parameters().Sum(parameter => parameter.numel() * parameter.element_size()) * (2 + kept);
    }

    /// <summary>The bytes of a training step's activations and their gradients, from a forward pass of one sample.</summary>
    /// <param name="module">The module, on the samples' device.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="batch">The samples of a step.</param>
    public static long OfStep(nn.Module<Tensor, Tensor> module, LabelledSamples samples, int batch)
    {
        long input = samples.SampleShape.Aggregate(1L, (product, size) => product * size);
        long values = input + ForwardProbe.Run(module, [], samples).AllOutputs;
        return CopiesInAStep * values * Math.Min(batch, samples.Count) * sizeof(float);
    }
}
