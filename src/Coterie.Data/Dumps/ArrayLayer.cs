using System.Buffers.Binary;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Coterie.Activations;
using Coterie.Numerics;

namespace Coterie.Data;

/// <summary>The activations of one layer of a dump, batch by batch, pooled to one number for each sample and neuron.</summary>
internal sealed class ArrayLayer
{
    private readonly DumpArray array;
    private readonly ArrayRows rows;
    private readonly Pooling pooling;
    private readonly PooledShape shape;
    private readonly bool swap;
    private short[] narrow = [];

    /// <summary>Checks the type and shape of a layer's array.</summary>
    /// <exception cref="InputException">The array is not a layer's (<see cref="PooledShape"/>).</exception>
    public ArrayLayer(DumpArray array, DumpReading reading)
    {
        this.array = array;
        pooling = reading.Pooling;
        ArrayHeader header = array.Header;
        if (!header.Type.IsFloat) throw array.Bad($"values of type {header.Descr}", $"{ArrayType.LayerTypes} for a layer");
        LayoutRule? rule = reading.RuleFor(array.Name);
        shape = PooledShape.Of(header.Shape, rule?.Order) ?? throw array.Bad($"shape {header.ShapeText}", PooledShape.Expected);
        rows = new ArrayRows(array);
        if (SizeProduct.Of([shape.RowLength, ValueBytes], Array.MaxLength) is not { } rowBytes)
        {
            throw array.Bad($"shape {header.ShapeText}", "less than 2 GB for a sample; pool before saving");
        }
        RowBytes = (int)rowBytes;
        swap = header.Type.BigEndian == BitConverter.IsLittleEndian;
        Layer = new Layer(array.Name, (int)shape.Neurons);
        Note = LayoutNote.Of(array, shape, rule, pooling);
    }

    public Layer Layer { get; }

    /// <summary>The bytes of one sample in memory, before pooling.</summary>
    public int RowBytes { get; }

    /// <summary>What was taken for what in the array's shape; null if it has no positions.</summary>
    public string? Note { get; }

    // Floats of 16 bits become float32.
    private int ValueBytes => array.Header.Type.Size == sizeof(double) ? sizeof(double) : sizeof(float);

    /// <summary>Makes room for some samples: an array of <see cref="float"/> or <see cref="double"/>.</summary>
    public Array Room(int samples)
    {
        int length = samples * (int)shape.RowLength;
        return ValueBytes == sizeof(double)
            ? GC.AllocateUninitializedArray<double>(length)
            : GC.AllocateUninitializedArray<float>(length);
    }

    /// <summary>Reads the next samples and pools them.</summary>
    /// <param name="room">From <see cref="Room"/>, for as many samples or more.</param>
    /// <param name="first">The number of the first sample, for messages.</param>
    /// <param name="samples">How many.</param>
    /// <exception cref="InputException">The array ends, is damaged, or holds a value that is not finite.</exception>
    public void Read(Array room, long first, int samples)
    {
        int length = samples * (int)shape.RowLength;
        if (room is double[] doubles)
        {
            Span<double> values = doubles.AsSpan(0, length);
            rows.Fill(MemoryMarshal.AsBytes(values));
            Span<long> words = MemoryMarshal.Cast<double, long>(values);
            if (swap) BinaryPrimitives.ReverseEndianness(words, words);
            Pool(values, first);
        }
        else
        {
            Span<float> values = ((float[])room).AsSpan(0, length);
            if (array.Header.Type.Size == sizeof(short)) Widen(values);
            else Fill(values);
            Pool(values, first);
        }
    }

    /// <summary>Hands samples on that were read.</summary>
    /// <param name="room">Where they are.</param>
    /// <param name="layer">The layer's index.</param>
    /// <param name="labels">The labels of the samples.</param>
    /// <param name="sink">Receives the samples.</param>
    public void Deliver(Array room, int layer, ReadOnlySpan<int> labels, IActivationSink sink)
    {
        int length = labels.Length * Layer.Neurons;
        if (room is double[] doubles) sink.Accept<double>(layer, doubles.AsSpan(0, length), labels);
        else sink.Accept<float>(layer, ((float[])room).AsSpan(0, length), labels);
    }

    /// <summary>Checks, after the last sample, that nothing follows and that the values have the archive's checksum.</summary>
    /// <exception cref="InputException">The array is too long, or its checksum is wrong.</exception>
    public void Finish()
    {
        array.Finish();
    }

    private void Fill(Span<float> values)
    {
        rows.Fill(MemoryMarshal.AsBytes(values));
        Span<int> words = MemoryMarshal.Cast<float, int>(values);
        if (swap) BinaryPrimitives.ReverseEndianness(words, words);
    }

    private void Widen(Span<float> values)
    {
        if (narrow.Length < values.Length) narrow = GC.AllocateUninitializedArray<short>(values.Length);
        Span<short> words = narrow.AsSpan(0, values.Length);
        rows.Fill(MemoryMarshal.AsBytes(words));
        if (swap) BinaryPrimitives.ReverseEndianness(words, words);
        if (!array.Header.Type.IsBFloat16)
        {
            TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<short, Half>(words), values);
            return;
        }
        // bfloat16 is the upper half of float32.
        for (int k = 0; k < words.Length; k++) values[k] = BitConverter.Int32BitsToSingle(words[k] << 16);
    }

    private void Pool<T>(Span<T> values, long first)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireFinite<T>(values, first);
        shape.Pool(values, pooling);
    }

    private void RequireFinite<T>(ReadOnlySpan<T> values, long first)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (TensorPrimitives.IsFiniteAll(values)) return;
        int at = 0;
        while (T.IsFinite(values[at])) at++;
        (long sample, long inSample) = Math.DivRem(at, shape.RowLength);
        string found = T.IsNaN(values[at]) ? "NaN" : "infinite";
        throw array.Bad($"an activation that is {found} at sample {first + sample}, neuron {shape.NeuronAt(inSample)}", "finite numbers");
    }
}
