using System.Runtime.Intrinsics.X86;
using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>
/// Images on a device with their labels. Pixels stay bytes, a quarter of the memory, and become float32 in 0..1 a batch
/// at a time.
/// </summary>
public sealed unsafe class LabelledImages : IDisposable
{
    private const int CacheLine = 64;

    // So many images are one thread's at a time.
    private const int Together = 16;

    private readonly Tensor pixels;
    private readonly Tensor classes;
    private readonly int[] labels;
    private readonly byte* memory;

    /// <summary>Copies images to a device.</summary>
    /// <param name="pixels">samples × features, row by row, 0..255.</param>
    /// <param name="labels">The class of each sample.</param>
    /// <param name="device">Where to.</param>
    public LabelledImages(byte[] pixels, int[] labels, Device device)
    {
        ArgumentOutOfRangeException.ThrowIfZero(labels.Length, nameof(labels));
        Features = pixels.Length / labels.Length;
        if (pixels.Length != Features * labels.Length) throw new ArgumentException("There must be equally many pixels for each label.", nameof(pixels));
        this.labels = labels;
        this.pixels = tensor(pixels, [labels.Length, Features], dtype: ScalarType.Byte, device: device).DetachFromDisposeScope();
        if (device.type == DeviceType.CPU) memory = TensorMemory.Of<byte>(this.pixels);
        classes = tensor(labels, dtype: ScalarType.Int64, device: device).DetachFromDisposeScope();
    }

    /// <summary>How many samples.</summary>
    public int Count => labels.Length;

    /// <summary>The pixels of a sample.</summary>
    public int Features { get; }

    /// <summary>The class of each sample.</summary>
    public ReadOnlySpan<int> Labels => labels;

    /// <summary>Some samples in order: float32 samples × features in 0..1, and int64 classes.</summary>
    /// <param name="start">The first.</param>
    /// <param name="count">How many.</param>
    public (Tensor Images, Tensor Classes) Slice(int start, int count)
    {
        Tensor images = pixels.device_type == DeviceType.CPU ? Scaled(start, count) : Scale(pixels.narrow(0, start, count));
        return (images, classes.narrow(0, start, count));
    }

    /// <summary>The samples of the given indices: float32 samples × features in 0..1, and int64 classes.</summary>
    /// <param name="indices">int64.</param>
    public (Tensor Images, Tensor Classes) Take(Tensor indices)
    {
        return pixels.device_type == DeviceType.CPU ? Gather(indices) : (Scale(pixels.index_select(0, indices)), classes.index_select(0, indices));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        pixels.Dispose();
        classes.Dispose();
    }

    private Tensor Scaled(int start, int count)
    {
        Tensor scaled = empty(count, Features);
        float* images = TensorMemory.Of<float>(scaled);
        Share(count, (first, last) => PixelScale.ToSingle(memory + (start + first) * Features, images + first * Features, (int)(last - first) * Features));
        return scaled;
    }

    // One pass, where torch makes three. The next image is anywhere in memory, and so asked for ahead.
    private (Tensor Images, Tensor Classes) Gather(Tensor indices)
    {
        int count = (int)indices.numel();
        Tensor taken = empty(count, Features), of = empty(count, ScalarType.Int64);
        float* images = TensorMemory.Of<float>(taken);
        long* chosen = TensorMemory.Of<long>(indices), its = TensorMemory.Of<long>(of);
        Share(count, (first, last) =>
        {
            for (long k = first; k < last; k++)
            {
                if (k + 1 < last) Prefetch(memory + chosen[k + 1] * Features);
                PixelScale.ToSingle(memory + chosen[k] * Features, images + k * Features, Features);
                its[k] = labels[chosen[k]];
            }
        });
        return (taken, of);
    }

    private static void Share(int count, Action<long, long> take)
    {
        TorchThreads.Each((count + Together - 1) / Together, part => take((long)part * Together, Math.Min((part + 1L) * Together, count)));
    }

    private void Prefetch(byte* image)
    {
        if (!Sse.IsSupported) return;
        for (int k = 0; k < Features; k += CacheLine) Sse.Prefetch0(image + k);
    }

    private static Tensor Scale(Tensor bytes)
    {
        return bytes.to(ScalarType.Float32).div_(255f);
    }
}
