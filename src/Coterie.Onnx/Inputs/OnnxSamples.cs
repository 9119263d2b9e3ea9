using System.Runtime.InteropServices;
using Coterie.Onnx.Graph;
using Microsoft.ML.OnnxRuntime;

namespace Coterie.Onnx;

/// <summary>Samples for a model, with the class of each: an array for each of its inputs.</summary>
public sealed class OnnxSamples
{
    private readonly Dictionary<string, Func<int, int, OrtValue>> inputs = new(StringComparer.Ordinal);
    private readonly int[] labels;

    /// <summary>Begins with the labels.</summary>
    /// <param name="labels">The class of each sample, in <c>0..classes-1</c>.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <exception cref="ArgumentException">There are no samples, or a label is out of range.</exception>
    public OnnxSamples(ReadOnlySpan<int> labels, int classes)
    {
        if (labels.IsEmpty || labels.ContainsAnyExceptInRange(0, classes - 1))
        {
            throw new ArgumentException($"Labels must be there and from 0 to {classes - 1}.", nameof(labels));
        }
        this.labels = labels.ToArray();
        Classes = classes;
    }

    /// <summary>How many samples there are.</summary>
    public int Count => labels.Length;

    /// <summary>How many classes there are.</summary>
    public int Classes { get; }

    /// <summary>The class of each sample.</summary>
    public ReadOnlySpan<int> Labels => labels;

    /// <summary>The names of the inputs that are there.</summary>
    internal IReadOnlyCollection<string> Inputs => inputs.Keys;

    /// <summary>Adds an input.</summary>
    /// <typeparam name="T">The type that the model takes: <see cref="float"/>, <see cref="long"/>, <see cref="Half"/> …</typeparam>
    /// <param name="name">The input's name in the model.</param>
    /// <param name="values">All samples, one after the other.</param>
    /// <param name="sampleShape">The shape of one sample.</param>
    /// <exception cref="ArgumentException">The values do not make as many samples as there are labels.</exception>
    public OnnxSamples With<T>(string name, T[] values, ReadOnlySpan<long> sampleShape)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        long[] shape = sampleShape.ToArray();
        long length = Shapes.Elements(shape);
        if (length * Count != values.Length)
        {
            throw new ArgumentException(
                $"{values.Length} values do not make {Count} samples of {string.Join('×', shape)}.", nameof(values));
        }
        return With<T>(name, sampleShape, (start, batch) => values.AsSpan((int)(start * length), batch.Length).CopyTo(batch));
    }

    /// <summary>Adds an input whose values are made a batch at a time.</summary>
    /// <typeparam name="T">The type that the model takes.</typeparam>
    /// <param name="name">The input's name in the model.</param>
    /// <param name="sampleShape">The shape of one sample.</param>
    /// <param name="fill">Writes the values of consecutive samples, from the one given on.</param>
    public OnnxSamples With<T>(string name, ReadOnlySpan<long> sampleShape, Action<int, Span<T>> fill)
        where T : unmanaged
    {
        long[] shape = sampleShape.ToArray();
        // ONNX Runtime has a type of its own for half precision.
        inputs[name] = typeof(T) == typeof(Half)
            ? (start, count) => Batch<T, Float16>(shape, fill, start, count)
            : (start, count) => Batch<T, T>(shape, fill, start, count);
        return this;
    }

    /// <summary>Consecutive samples of an input.</summary>
    /// <param name="name">The input's name.</param>
    /// <param name="start">The first sample.</param>
    /// <param name="count">How many rows; beyond the last sample it is repeated.</param>
    internal OrtValue Slice(string name, int start, int count) => inputs[name](start, count);

    private OrtValue Batch<T, TStored>(long[] shape, Action<int, Span<T>> fill, int start, int count)
        where T : unmanaged
        where TStored : unmanaged
    {
        int length = (int)Shapes.Elements(shape);
        TStored[] batch = new TStored[count * length];
        Span<T> values = MemoryMarshal.Cast<TStored, T>(batch.AsSpan());
        // The last batch of a model that takes no other size is filled up with the last sample.
        int real = Math.Min(count, Count - start);
        fill(start, values[..(real * length)]);
        for (int d = real; d < count; d++) values.Slice((real - 1) * length, length).CopyTo(values[(d * length)..]);
        return OrtValue.CreateTensorValueFromMemory(batch, [count, .. shape]);
    }
}
