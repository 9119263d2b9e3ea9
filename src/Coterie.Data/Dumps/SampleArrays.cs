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

    private static SampleArray Read(DumpArray array)
    {
        ArrayHeader header = array.Header;
        ArrayType type = header.Type;
        if (!type.IsFloat && !type.IsInteger && !type.IsTruth)
        {
            throw array.Bad($"values of type {header.Descr}", "floats, whole numbers, or true and false");
        }
        ArrayRows rows = new(array);
        if (SizeProduct.Of(header.Shape, Array.MaxLength) is not { } length)
        {
            throw array.Bad($"shape {header.ShapeText}", $"at most {Array.MaxLength} values");
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
            Convert(array, read, values, (int)(row * inRow), count * inRow);
        }
        array.Finish();
        // True and false are numbers to a model, not pixels.
        if (type.IsTruth) values = Array.ConvertAll((byte[])values, value => (long)value);
        return new SampleArray(array.Name, header.Shape[1..], values);
    }

    private static void Convert(DumpArray array, ReadOnlySpan<byte> bytes, Array values, int first, int count)
    {
        ArrayType type = array.Header.Type;
        if (values is byte[] pixels) bytes.CopyTo(pixels.AsSpan(first, count));
        for (int k = 0; k < count && values is not byte[]; k++)
        {
            ReadOnlySpan<byte> value = bytes.Slice(k * type.Size, type.Size);
            if (values is float[] floats) floats[first + k] = (float)type.Float(value);
            else if (values is double[] doubles) doubles[first + k] = type.Float(value);
            else ((long[])values)[first + k] = Whole(array, value);
        }
    }

    private static long Whole(DumpArray array, ReadOnlySpan<byte> value)
    {
        Int128 number = array.Header.Type.Integer<Int128>(value);
        return number <= long.MaxValue ? (long)number : throw array.Bad($"the number {number}", "numbers of 63 bits");
    }
}
