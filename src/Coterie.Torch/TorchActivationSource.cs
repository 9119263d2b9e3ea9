using System.Runtime.InteropServices;
using Coterie.Activations;
using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>
/// The activations of a module in evaluation mode, computed anew at each replay. While it replays it counts how many samples the
/// module classifies rightly, so that accuracy takes no pass of its own.
/// </summary>
/// <param name="module">The module; takes float32 samples × features, gives logits.</param>
/// <param name="parts">The names of its hidden layers, as in <c>named_modules()</c>.</param>
/// <param name="samples">The samples, on the module's device.</param>
/// <param name="classes">How many classes.</param>
/// <param name="pooling">How positions become one value.</param>
public sealed class TorchActivationSource(
    nn.Module<Tensor, Tensor> module, IReadOnlyList<string> parts, LabelledImages samples, int classes, Pooling pooling = Pooling.Mean)
    : IActivationSource
{
    // Large enough for the matrix products, small enough to be still in the cache when it is analysed.
    private const int Batch = 2048;

    private readonly Lazy<IReadOnlyList<Layer>> layers = new(() => Probe(module, parts, samples, pooling));

    /// <inheritdoc/>
    public IReadOnlyList<Layer> Layers => layers.Value;

    /// <inheritdoc/>
    public int Classes => classes;

    /// <inheritdoc/>
    public long Samples => samples.Count;

    /// <summary>The share of samples classified rightly in the latest replay; null before.</summary>
    public double? Accuracy { get; private set; }

    /// <inheritdoc/>
    public void Replay(IActivationSink sink, CancellationToken cancellation = default)
    {
        using EvaluationMode mode = new(module);
        using ActivationRecorder recorder = new(module, parts, pooling);
        long correct = 0;
        for (int start = 0; start < samples.Count; start += Batch)
        {
            cancellation.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            int count = Math.Min(Batch, samples.Count - start);
            (Tensor images, Tensor labels) = samples.Slice(start, count);
            correct += module.call(images).argmax(1).eq(labels).sum().item<long>();
            for (int l = 0; l < parts.Count; l++) Deliver(sink, l, recorder[l], samples.Labels.Slice(start, count));
        }
        Accuracy = correct / (double)samples.Count;
    }

    private static void Deliver(IActivationSink sink, int layer, Tensor activations, ReadOnlySpan<int> labels)
    {
        Tensor local = activations.cpu().contiguous();
        Span<byte> bytes = local.bytes;
        if (local.dtype == ScalarType.Float64) sink.Accept<double>(layer, MemoryMarshal.Cast<byte, double>(bytes), labels);
        else sink.Accept<float>(layer, MemoryMarshal.Cast<byte, float>(bytes), labels);
    }

    private static Layer[] Probe(nn.Module<Tensor, Tensor> module, IReadOnlyList<string> parts, LabelledImages samples, Pooling pooling)
    {
        using EvaluationMode mode = new(module);
        using DisposeScope scope = NewDisposeScope();
        using ActivationRecorder recorder = new(module, parts, pooling);
        module.call(samples.Slice(0, 1).Images);
        return [.. parts.Select((name, k) => new Layer(name, (int)recorder[k].shape[1]))];
    }
}
