using System.Numerics;
using Coterie.Kernels;

namespace Coterie.Activations;

/// <summary>
/// Keeps what one replay delivers, so that the next need not run the model again. Its arrays are used again
/// for the next snapshot of the same shape.
/// </summary>
/// <param name="threads">How many threads may copy at once.</param>
internal sealed class ActivationBuffer(int threads)
{
    private const int CopiedAtOnce = 1 << 18;

    private readonly List<Array> blocks = [];
    private readonly List<(int Layer, int[] Labels)> shapes = [];

    /// <summary>Forgets the content, keeps the memory.</summary>
    public void Clear()
    {
        shapes.Clear();
    }

    public void Add<T>(int layer, ReadOnlySpan<T> activations, ReadOnlySpan<int> labels)
        where T : unmanaged
    {
        int at = shapes.Count;
        if (at == blocks.Count) blocks.Add(Array.Empty<T>());
        if (blocks[at] is not T[] block || block.Length != activations.Length)
        {
            blocks[at] = block = GC.AllocateUninitializedArray<T>(activations.Length);
        }
        Copy(activations, block);
        // The layers of a batch share its labels.
        shapes.Add((layer, layer > 0 ? shapes[^1].Labels : labels.ToArray()));
    }

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

    private unsafe void Copy<T>(ReadOnlySpan<T> from, T[] to)
        where T : unmanaged
    {
        int length = from.Length;
        int parts = (length + CopiedAtOnce - 1) / CopiedAtOnce;
        fixed (T* source = from)
        {
            nint at = (nint)source;
            Each.Of(parts, threads, part =>
            {
                int start = part * CopiedAtOnce;
                int count = Math.Min(CopiedAtOnce, length - start);
                new ReadOnlySpan<T>((T*)at + start, count).CopyTo(to.AsSpan(start, count));
            });
        }
    }
}
