using System.Buffers.Binary;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Coterie.Activations;

namespace Coterie.Data;

/// <summary>The activations of one layer of an <c>.npz</c>, batch by batch, pooled to one number for each sample and neuron.</summary>
internal sealed class NpyLayer
{
    private readonly NpyReader reader;
    private readonly Pooling pooling;
    private readonly PooledShape shape;

    /// <summary>Checks the type and shape of a layer's array.</summary>
    /// <exception cref="InputException">The array is not a layer's (<see cref="PooledShape"/>).</exception>
    public NpyLayer(NpyReader reader, Pooling pooling)
    {
        this.reader = reader;
        this.pooling = pooling;
        NpyHeader header = reader.Header;
        if (!header.Type.IsLayer)
        {
            throw reader.Bad($"values of type {header.Descr}", "float32 or float64 (<f4, <f8, >f4 or >f8) for a layer");
        }
        if (header.FortranOrder)
        {
            throw reader.Bad("values in Fortran order", "C order, sample after sample; save it with np.ascontiguousarray");
        }
        shape = PooledShape.Of(header.Shape) ?? throw reader.Bad($"shape {header.ShapeText}", PooledShape.Expected);
        if (shape.RowLength > Array.MaxLength / header.Type.Size)
        {
            throw reader.Bad($"shape {header.ShapeText}", "less than 2 GB for a sample; pool before saving");
        }
        Layer = new Layer(reader.Name, (int)shape.Neurons);
    }

    public Layer Layer { get; }

    /// <summary>The bytes of one sample in the file.</summary>
    public int RowBytes => (int)shape.RowLength * reader.Header.Type.Size;

    /// <summary>Reads the next samples and hands them on.</summary>
    /// <param name="layer">The layer's index.</param>
    /// <param name="first">The number of the first sample, for messages.</param>
    /// <param name="labels">The labels of the samples.</param>
    /// <param name="buffer">Room for the samples' bytes; what it held is lost.</param>
    /// <param name="sink">Receives the samples.</param>
    /// <exception cref="InputException">The array ends, is damaged, or holds a value that is not finite.</exception>
    public void Deliver(int layer, long first, ReadOnlySpan<int> labels, byte[] buffer, IActivationSink sink)
    {
        Span<byte> bytes = buffer.AsSpan(0, labels.Length * RowBytes);
        reader.Fill(bytes);
        bool swap = reader.Header.Type.BigEndian == BitConverter.IsLittleEndian;
        if (reader.Header.Type.Size == sizeof(float))
        {
            Span<int> words = MemoryMarshal.Cast<byte, int>(bytes);
            if (swap) BinaryPrimitives.ReverseEndianness(words, words);
            Deliver(MemoryMarshal.Cast<byte, float>(bytes), layer, first, labels, sink);
        }
        else
        {
            Span<long> words = MemoryMarshal.Cast<byte, long>(bytes);
            if (swap) BinaryPrimitives.ReverseEndianness(words, words);
            Deliver(MemoryMarshal.Cast<byte, double>(bytes), layer, first, labels, sink);
        }
    }

    private void Deliver<T>(Span<T> values, int layer, long first, ReadOnlySpan<int> labels, IActivationSink sink)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireFinite<T>(values, first);
        sink.Accept<T>(layer, shape.Pool(values, pooling), labels);
    }

    private void RequireFinite<T>(ReadOnlySpan<T> values, long first)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (TensorPrimitives.IsFiniteAll(values)) return;
        int at = 0;
        while (T.IsFinite(values[at])) at++;
        (long sample, long inSample) = Math.DivRem(at, shape.RowLength);
        string found = T.IsNaN(values[at]) ? "NaN" : "infinite";
        throw reader.Bad($"an activation that is {found} at sample {first + sample}, neuron {shape.NeuronAt(inSample)}", "finite numbers");
    }
}
