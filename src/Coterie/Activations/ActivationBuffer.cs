using System.Numerics;

namespace Coterie.Activations;

/// <summary>
/// Keeps what one replay delivers, so that the next does not have to run the model or read the file again. Its arrays are used again for
/// the next snapshot of the same shape.
/// </summary>
internal sealed class ActivationBuffer
{
    private readonly List<Array> blocks = [];
    private readonly List<(int Layer, int[] Labels)> shapes = [];

    /// <summary>Forgets the content, keeps the memory.</summary>
    public void Clear()
    {
        shapes.Clear();
    }

    /// <summary>Keeps a copy of one layer's activations on one batch.</summary>
    public void Add<T>(int layer, ReadOnlySpan<T> activations, ReadOnlySpan<int> labels)
        where T : unmanaged
    {
        int at = shapes.Count;
        if (at == blocks.Count) blocks.Add(Array.Empty<T>());
        if (blocks[at] is not T[] block || block.Length != activations.Length)
        {
            blocks[at] = block = GC.AllocateUninitializedArray<T>(activations.Length);
        }
        activations.CopyTo(block);
        // The layers of a batch share its labels.
        bool isSame = at > 0 && labels.SequenceEqual(shapes[^1].Labels);
        shapes.Add((layer, isSame ? shapes[^1].Labels : labels.ToArray()));
    }

    /// <summary>Delivers what was kept, in the same order.</summary>
    /// <param name="sink">Receives the batches.</param>
    /// <param name="cancellation">Stops between two of them.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Replay(IActivationSink sink, CancellationToken cancellation)
    {
        for (int k = 0; k < shapes.Count; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            (int layer, int[] labels) = shapes[k];
            if (blocks[k] is float[] singles) Deliver(singles);
            else Deliver((double[])blocks[k]);

            void Deliver<T>(T[] block)
                where T : unmanaged, IBinaryFloatingPointIeee754<T>
            {
                sink.Accept<T>(layer, block, labels);
            }
        }
    }
}
