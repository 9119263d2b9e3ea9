using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Coterie.Numerics;

namespace Coterie.Data;

/// <summary>Labelled samples for a model, of any kind: the arrays of a file, read into memory.</summary>
public sealed class SampleArrays
{
    private SampleArrays(int[] labels, IReadOnlyList<string> classNames, IReadOnlyList<SampleArray> arrays, IReadOnlyList<string> notes)
    {
        Labels = labels;
        ClassNames = classNames;
        Arrays = arrays;
        Notes = notes;
    }

    /// <summary>The class of each sample, from 0.</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>For each class, the label that the file has for it.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The arrays with a row for each sample, in the order of the file.</summary>
    public IReadOnlyList<SampleArray> Arrays { get; }

    /// <summary>What a person should know of how the file was read, a line each.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="labels">The name of the array of labels, or the path of a file that has them.</param>
    /// <exception cref="InputException">
    /// It cannot be read, there are no labels, no other array has a row for each of them, or an array is too large for memory.
    /// </exception>
    public static SampleArrays Read(string path, string labels = DumpReading.DefaultLabels)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(labels);
        List<string> notes = [];
        using DumpFile file = new(path);
        ClassLabels classes = DumpLabels.Read(file, labels, notes);
        DumpArray[] others = [.. file.Arrays.Where(array => array.Name != labels && array.Name != DumpReading.DefaultLabels)];
        DumpArray[] samples = [.. others.Where(array => array.Header.Shape is [var first, ..] && first == classes.Labels.Length)];
        if (samples.Length == 0)
        {
            throw new InputException(
                $"{path}: found {classes.Labels.Length} labels, but {DumpFile.List(others)}; expected arrays with a row for each label");
        }
        if (samples.Length < others.Length)
        {
            notes.Add($"left out, as they have no row for each label: {DumpFile.List([.. others.Except(samples)])}");
        }
        return new SampleArrays(classes.Labels, classes.Names, [.. samples.Select(Read)], notes);
    }

    private static SampleArray Read(DumpArray reader)
    {
        ArrayHeader header = reader.Header;
        ArrayType type = header.Type;
        if (!type.IsFloat && !type.IsInteger && !type.IsTruth)
        {
            throw reader.Bad($"values of type {header.Descr}", "floats, whole numbers, or true and false");
        }
        ArrayRows rows = new(reader);
        if (SizeProduct.Of(header.Shape, Array.MaxLength) is not { } length)
        {
            throw reader.Bad($"shape {header.ShapeText}", $"at most {Array.MaxLength} values");
        }
        Array values = type switch
        {
            { Kind: 'u' or 'b', Size: 1 } => new byte[length],
            { Kind: 'f', Size: sizeof(double) } => new double[length],
            { IsFloat: true } => new float[length],
            _ => new long[length],
        };
        // A sample at a time where it is large, else several.
        int some = Math.Max(1, (1 << 20) / Math.Max(1, rows.RowBytes)), inRow = (int)(length / header.Shape[0]);
        byte[] bytes = new byte[some * (long)rows.RowBytes];
        for (long row = 0; row < header.Shape[0]; row += some)
        {
            int count = (int)Math.Min(some, header.Shape[0] - row);
            Span<byte> read = bytes.AsSpan(0, count * rows.RowBytes);
            rows.Fill(read);
            Convert(read, type, values, (int)(row * inRow), count * inRow);
        }
        reader.Finish();
        // True and false are numbers to a model, not pixels.
        if (type.IsTruth) values = Array.ConvertAll((byte[])values, value => (long)value);
        return new SampleArray(reader.Name, header.Shape[1..], values);
    }

    private static void Convert(Span<byte> bytes, ArrayType type, Array values, int first, int count)
    {
        if (type.BigEndian == BitConverter.IsLittleEndian) Reverse(bytes, type.Size);
        switch (values)
        {
            case byte[] pixels:
                bytes.CopyTo(pixels.AsSpan(first, count));
                break;
            case double[] doubles:
                MemoryMarshal.Cast<byte, double>(bytes).CopyTo(doubles.AsSpan(first, count));
                break;
            case float[] floats:
                Widen(bytes, type, floats.AsSpan(first, count));
                break;
            case long[] numbers:
                for (int k = 0; k < count; k++) numbers[first + k] = Whole(bytes.Slice(k * type.Size, type.Size), type.Kind == 'u');
                break;
        }
    }

    private static void Widen(ReadOnlySpan<byte> bytes, ArrayType type, Span<float> values)
    {
        if (type.Size == sizeof(float))
        {
            MemoryMarshal.Cast<byte, float>(bytes).CopyTo(values);
        }
        else if (!type.IsBFloat16)
        {
            TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), values);
        }
        else
        {
            ReadOnlySpan<short> words = MemoryMarshal.Cast<byte, short>(bytes);
            for (int k = 0; k < words.Length; k++) values[k] = BitConverter.Int32BitsToSingle(words[k] << 16);
        }
    }

    private static void Reverse(Span<byte> bytes, int size)
    {
        for (int k = 0; k < bytes.Length; k += size) bytes.Slice(k, size).Reverse();
    }

    private static long Whole(ReadOnlySpan<byte> bytes, bool isUnsigned)
    {
        ulong value = 0;
        for (int k = bytes.Length - 1; k >= 0; k--) value = (value << 8) | bytes[k];
        int unused = 64 - bytes.Length * 8;
        return isUnsigned ? (long)value : (long)(value << unused) >> unused;
    }
}
