using System.Runtime.InteropServices;
using Coterie.Activations;
using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>
/// The activations of a classifier's layers in evaluation mode, computed again at each replay. A replay also counts how many samples the
/// classifier gets right, so that its accuracy needs no forward pass of its own.
/// </summary>
/// <param name="module">The classifier, on the samples' device; returns logits, samples × classes.</param>
/// <param name="layers">The names of the layers to analyse, as in <c>named_modules()</c>, in any order.</param>
/// <param name="samples">The samples, of the shape that the module takes.</param>
/// <param name="pooling">How the positions of a convolution or a sequence become one value.</param>
public sealed class TorchActivationSource(
    nn.Module<Tensor, Tensor> module, IReadOnlyList<string> layers, LabelledSamples samples, Pooling pooling = Pooling.Mean)
    : IActivationSource
{
    private readonly Lazy<ForwardProbe> probe = new(() => ForwardProbe.Run(module, layers, samples, pooling));
    private CorrectAnswers? answers;

    /// <inheritdoc/>
    /// <remarks>The first access computes one sample, to learn how many neurons each layer has.</remarks>
    /// <exception cref="InputException">The module has no such layer, a layer does not compute, or the output is no logits.</exception>
    public IReadOnlyList<Layer> Layers => probe.Value.Layers;

    /// <inheritdoc/>
    public int Classes => samples.Classes;

    /// <inheritdoc/>
    public long Samples => samples.Count;

    /// <summary>The share of samples classified correctly in the latest replay; null before the first.</summary>
    public double? Accuracy => answers?.Share;

    /// <summary>The same share for the samples of each class, null for a class without samples; null before the first replay.</summary>
    public IReadOnlyList<double?>? ClassAccuracy => answers?.ByClass;

    /// <summary>
    /// The weights of each layer: the one parameter of the module of that name, or of its parts, that has more than one axis; null for a
    /// layer that has none, or several.
    /// </summary>
    public IReadOnlyList<LayerWeights?> Weights => ModuleWeights.Of(module, layers);

    /// <inheritdoc/>
    public void Replay(IActivationSink sink, CancellationToken cancellation = default)
    {
        // Each layer's output is delivered as soon as it is computed: this saves a copy, and the output is still in the cache. If layers
        // compute several times, or in another order than in the list, all are delivered after the forward pass in the order of the list,
        // each with its last output.
        bool atOnce = probe.Value.InOrder;
        int start = 0, count = 0;
        using EvaluationMode mode = new(module);
        using ActivationRecorder recorder = new(module, layers, pooling, atOnce ? Deliver : null);
        CorrectAnswers counted = new(samples.Classes);
        for (; start < samples.Count; start += count)
        {
            cancellation.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            count = Math.Min(probe.Value.Batch, samples.Count - start);
            counted.Add(module.call(samples.Slice(start, count).Inputs), samples.Labels.Slice(start, count));
            for (int l = 0; !atOnce && l < layers.Count; l++) Deliver(l, recorder[l]);
        }
        answers = counted;

        void Deliver(int layer, Tensor activations)
        {
            Tensor local = activations.cpu().contiguous();
            ReadOnlySpan<int> labels = samples.Labels.Slice(start, count);
            Span<byte> bytes = local.bytes;
            if (local.dtype == ScalarType.Float64) sink.Accept<double>(layer, MemoryMarshal.Cast<byte, double>(bytes), labels);
            else sink.Accept<float>(layer, MemoryMarshal.Cast<byte, float>(bytes), labels);
        }
    }
}
