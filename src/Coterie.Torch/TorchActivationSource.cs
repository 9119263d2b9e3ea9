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

    private readonly Lazy<(IReadOnlyList<Layer> Layers, bool Once)> probed = new(() => Probe(module, parts, samples, pooling));

    /// <inheritdoc/>
    public IReadOnlyList<Layer> Layers => probed.Value.Layers;

    /// <inheritdoc/>
    public int Classes => classes;

    /// <inheritdoc/>
    public long Samples => samples.Count;

    /// <summary>The share of samples classified rightly in the latest replay; null before.</summary>
    public double? Accuracy { get; private set; }

    /// <inheritdoc/>
    public void Replay(IActivationSink sink, CancellationToken cancellation = default)
    {
        // What is analysed as it is computed takes no copy, and is still in the cache; but of a part that computes several times in a
        // call, the last is meant.
        bool once = probed.Value.Once;
        int start = 0, count = 0;
        using EvaluationMode mode = new(module);
        using ActivationRecorder recorder = new(module, parts, pooling, once ? Hear : null);
        long correct = 0;
        for (; start < samples.Count; start += count)
        {
            cancellation.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            count = Math.Min(Batch, samples.Count - start);
            (Tensor images, Tensor labels) = samples.Slice(start, count);
            correct += module.call(images).argmax(1).eq(labels).sum().item<long>();
            for (int l = 0; !once && l < parts.Count; l++) Hear(l, recorder[l]);
        }
        Accuracy = correct / (double)samples.Count;

        void Hear(int layer, Tensor activations)
        {
            Deliver(sink, layer, activations, samples.Labels.Slice(start, count));
        }
    }

    private static void Deliver(IActivationSink sink, int layer, Tensor activations, ReadOnlySpan<int> labels)
    {
        Tensor local = activations.cpu().contiguous();
        Span<byte> bytes = local.bytes;
        if (local.dtype == ScalarType.Float64) sink.Accept<double>(layer, MemoryMarshal.Cast<byte, double>(bytes), labels);
        else sink.Accept<float>(layer, MemoryMarshal.Cast<byte, float>(bytes), labels);
    }

    private static (IReadOnlyList<Layer> Layers, bool Once) Probe(
        nn.Module<Tensor, Tensor> module, IReadOnlyList<string> parts, LabelledImages samples, Pooling pooling)
    {
        using EvaluationMode mode = new(module);
        using DisposeScope scope = NewDisposeScope();
        int[] neurons = new int[parts.Count], calls = new int[parts.Count];
        using ActivationRecorder recorder = new(module, parts, pooling, (part, activations) =>
        {
            neurons[part] = (int)activations.shape[1];
            calls[part]++;
        });
        module.call(samples.Slice(0, 1).Images);
        int silent = Array.IndexOf(calls, 0);
        if (silent >= 0) throw new InvalidOperationException($"The part '{parts[silent]}' does not compute.");
        return ([.. parts.Select((name, k) => new Layer(name, neurons[k]))], Array.TrueForAll(calls, number => number == 1));
    }
}
