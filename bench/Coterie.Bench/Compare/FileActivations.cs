using System.Runtime.InteropServices;
using Coterie.Activations;

namespace Coterie.Bench.Compare;

/// <summary>Activations that are read from raw files at each replay, so that they are not held in memory.</summary>
/// <param name="input">The files.</param>
internal sealed class FileActivations(WorkInput input) : IActivationSource
{
    private const int Batch = 2048;

    /// <inheritdoc/>
    public IReadOnlyList<Layer> Layers { get; } = [.. input.Neurons.Select((neurons, l) => new Layer($"layer{l + 1}", neurons))];

    /// <inheritdoc/>
    public int Classes => input.Classes;

    /// <inheritdoc/>
    public long Samples => input.Samples;

    /// <inheritdoc/>
    public void Replay(IActivationSink sink, CancellationToken cancellation = default)
    {
        using FileStream classes = Open(input.Labels!);
        FileStream[] files = [.. input.Activations.Select(Open)];
        float[][] rows = [.. Layers.Select(layer => new float[Batch * layer.Neurons])];
        int[] labels = new int[Batch];
        for (long from = 0; from < Samples; from += Batch)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = (int)Math.Min(Batch, Samples - from);
            classes.ReadExactly(MemoryMarshal.AsBytes(labels.AsSpan(0, count)));
            for (int l = 0; l < files.Length; l++)
            {
                Span<float> block = rows[l].AsSpan(0, count * Layers[l].Neurons);
                files[l].ReadExactly(MemoryMarshal.AsBytes(block));
                sink.Accept<float>(l, block, labels.AsSpan(0, count));
            }
        }
        foreach (FileStream file in files) file.Dispose();
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
}
