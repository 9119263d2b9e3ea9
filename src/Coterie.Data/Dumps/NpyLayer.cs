using System.Buffers.Binary;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Coterie.Activations;

namespace Coterie.Data;

/// <summary>
/// The activations of one layer of an <c>.npz</c>, batch by batch, pooled to one number for each sample and neuron.
/// </summary>
internal sealed class NpyLayer
{
    private readonly NpyReader reader;
    private readonly Pooling pooling;
    private readonly bool sequence;
    private readonly int places;
    private readonly int rowValues;

    /// <summary>Takes an array of N×F, N×T×F (a sequence's), or N×C×H×W and the like (a convolution's).</summary>
    /// <exception cref="InputException">The array is not that of a layer.</exception>
    public NpyLayer(NpyReader reader, Pooling pooling)
    {
        this.reader = reader;
        this.pooling = pooling;
        NpyHeader header = reader.Header;
        if (!header.Type.IsLayer) throw reader.Bad($"values of type {header.Descr}", "float32 or float64 (<f4, <f8, >f4 or >f8) for a layer");
        if (header.Shape.Length < 2) throw reader.Bad($"shape {header.ShapeText}", "samples × neurons, or more dimensions, for a layer");
        if (header.Shape.AsSpan(1).Contains(0)) throw reader.Bad($"shape {header.ShapeText}, without values", "at least one neuron");
        if (header.FortranOrder && header.Shape.Length > 1)
        {
            throw reader.Bad("values in Fortran order", "C order, sample after sample; save it with np.ascontiguousarray");
        }
        Int128 row = 1;
        foreach (long size in header.Shape.AsSpan(1)) row *= size;
        if (row * header.Type.Size > Array.MaxLength)
        {
            throw reader.Bad($"shape {header.ShapeText}", "less than 2 GB for a sample; pool before saving");
        }
        rowValues = (int)row;
        sequence = header.Shape.Length == 3;
        Layer = new Layer(reader.Name, (int)(sequence ? header.Shape[2] : header.Shape[1]));
        places = rowValues / Layer.Neurons;
    }

    public Layer Layer { get; }

    /// <summary>The bytes of one sample in the file.</summary>
    public int RowBytes => rowValues * reader.Header.Type.Size;

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
        if (places > 1)
        {
            PoolRows(values);
            values = values[..(labels.Length * Layer.Neurons)];
        }
        sink.Accept<T>(layer, values, labels);
    }

    private void RequireFinite<T>(ReadOnlySpan<T> values, long first)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (TensorPrimitives.IsFiniteAll(values)) return;
        int at = 0;
        while (T.IsFinite(values[at])) at++;
        int inRow = at % rowValues;
        int neuron = sequence ? inRow % Layer.Neurons : inRow / places;
        string found = T.IsNaN(values[at]) ? "NaN" : "infinite";
        throw reader.Bad($"an activation that is {found} at sample {first + at / rowValues}, neuron {neuron}", "finite numbers");
    }

    // The pooled values are written over those they come from, of which they are fewer.
    private void PoolRows<T>(Span<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int neurons = Layer.Neurons;
        int rows = values.Length / rowValues;
        double[] pooled = new double[neurons];
        for (int d = 0; d < rows; d++)
        {
            ReadOnlySpan<T> row = values.Slice(d * rowValues, rowValues);
            pooled.AsSpan().Fill(pooling == Pooling.Max ? double.NegativeInfinity : 0);
            for (int k = 0; k < row.Length; k++)
            {
                int q = sequence ? k % neurons : k / places;
                double x = double.CreateTruncating(row[k]);
                pooled[q] = pooling == Pooling.Max ? Math.Max(pooled[q], x) : pooled[q] + x;
            }
            double share = pooling == Pooling.Max ? 1 : places;
            for (int q = 0; q < neurons; q++) values[d * neurons + q] = T.CreateTruncating(pooled[q] / share);
        }
    }
}
