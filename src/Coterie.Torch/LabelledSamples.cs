using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>
/// Samples of any shape on a device, with the class of each. Bytes, such as an image's, stay bytes, a quarter of the memory, and become
/// float32 in 0..1 a batch at a time.
/// </summary>
public sealed class LabelledSamples : IDisposable
{
    private const float LargestByte = 255;

    private readonly Tensor values;
    private readonly Tensor classIndices;
    private readonly int[] labels;

    /// <summary>Copies bytes to a device; a module gets them divided by 255.</summary>
    /// <param name="values">All samples, one after the other, each row by row.</param>
    /// <param name="sampleShape">The shape of one sample: features for a perceptron, channels × height × width for images.</param>
    /// <param name="labels">The class of each sample, in <c>0..classes-1</c>.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="device">Where to.</param>
    /// <exception cref="ArgumentException">There are no samples, the lengths do not fit together, or a label is out of range.</exception>
    public LabelledSamples(byte[] values, ReadOnlySpan<long> sampleShape, int[] labels, int classes, Device device)
        : this(shape => tensor(values, shape, device: device), values.Length, sampleShape, labels, classes, device)
    {
    }

    /// <summary>Copies numbers to a device; a module gets them as they are.</summary>
    /// <param name="values">All samples, one after the other, each row by row.</param>
    /// <param name="sampleShape">The shape of one sample: features for a perceptron, channels × height × width for images.</param>
    /// <param name="labels">The class of each sample, in <c>0..classes-1</c>.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="device">Where to.</param>
    /// <exception cref="ArgumentException">There are no samples, the lengths do not fit together, or a label is out of range.</exception>
    public LabelledSamples(float[] values, ReadOnlySpan<long> sampleShape, int[] labels, int classes, Device device)
        : this(shape => tensor(values, shape, device: device), values.Length, sampleShape, labels, classes, device)
    {
    }

    /// <summary>Takes samples in a tensor, on its device; a module gets them as they are.</summary>
    /// <param name="values">
    /// The samples, of any shape with the samples first and any type but bytes. They are not copied: a tensor that changes later changes
    /// the samples. The caller may dispose of it.
    /// </param>
    /// <param name="labels">The class of each sample, in <c>0..classes-1</c>.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <exception cref="ArgumentException">
    /// There are no samples, not as many as labels, they are bytes, or a label is out of range.
    /// </exception>
    public LabelledSamples(Tensor values, int[] labels, int classes)
        : this(
            shape => values.detach().reshape(shape), values.NumberOfElements, values.shape.AsSpan()[1..], labels, classes, values.device)
    {
        if (values.dtype == ScalarType.Byte) throw new ArgumentException("The samples are bytes; expected numbers.", nameof(values));
    }

    private LabelledSamples(
        Func<long[], Tensor> copy, long length, ReadOnlySpan<long> sampleShape, int[] labels, int classes, Device device)
    {
        ArgumentOutOfRangeException.ThrowIfZero(labels.Length, nameof(labels));
        if (labels.AsSpan().ContainsAnyExceptInRange(0, classes - 1))
        {
            throw new ArgumentOutOfRangeException(nameof(labels), $"A label is not a class from 0 to {classes - 1}.");
        }
        long[] shape = [labels.Length, .. sampleShape];
        if (shape.Aggregate((Int128)1, (product, size) => product * size) != length)
        {
            throw new ArgumentException(
                $"{labels.Length} samples of shape {string.Join('×', shape[1..])} do not make {length} values.", nameof(sampleShape));
        }
        SampleShape = shape[1..];
        Classes = classes;
        this.labels = [.. labels];
        values = copy(shape).DetachFromDisposeScope();
        classIndices = tensor(labels, dtype: ScalarType.Int64, device: device).DetachFromDisposeScope();
    }

    /// <summary>How many samples there are.</summary>
    public int Count => labels.Length;

    /// <summary>How many classes there are.</summary>
    public int Classes { get; }

    /// <summary>The shape of one sample.</summary>
    public IReadOnlyList<long> SampleShape { get; }

    /// <summary>The class of each sample.</summary>
    public ReadOnlySpan<int> Labels => labels;

    /// <summary>Consecutive samples.</summary>
    /// <param name="start">The first.</param>
    /// <param name="count">How many.</param>
    /// <returns>The samples as a module gets them, count × their shape, and the class of each in int64.</returns>
    public (Tensor Inputs, Tensor Labels) Slice(int start, int count)
    {
        Tensor some = values.narrow(0, start, count);
        // A copy, because a module may compute in place.
        return (values.dtype == ScalarType.Byte ? Scaled(some) : some.clone(), classIndices.narrow(0, start, count));
    }

    /// <summary>The samples at some indices.</summary>
    /// <param name="indices">int64, on the samples' device.</param>
    /// <returns>The samples as a module gets them, as many as indices × their shape, and the class of each in int64.</returns>
    public (Tensor Inputs, Tensor Labels) Take(Tensor indices)
    {
        Tensor some = values.index_select(0, indices);
        return (values.dtype == ScalarType.Byte ? Scaled(some) : some, classIndices.index_select(0, indices));
    }

    /// <summary>What tells these samples from any others: a hash of their type, shape, values and labels, in their order.</summary>
    /// <returns><c>xxh128:</c> and 32 hexadecimal digits (XXH3 with 128 bits).</returns>
    public string Fingerprint()
    {
        XxHash128 hash = new();
        hash.Append(Encoding.UTF8.GetBytes($"{values.dtype}\0"));
        hash.Append(MemoryMarshal.AsBytes(values.shape.AsSpan()));
        hash.Append(MemoryMarshal.AsBytes(labels.AsSpan()));
        using DisposeScope scope = NewDisposeScope();
        SafeTensors.ForEachChunk(values.cpu().contiguous(), chunk => hash.Append(chunk));
        return $"xxh128:{Convert.ToHexStringLower(hash.GetCurrentHash())}";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        values.Dispose();
        classIndices.Dispose();
    }

    private static Tensor Scaled(Tensor bytes)
    {
        return bytes.to(ScalarType.Float32).div_(LargestByte);
    }
}
