using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Coterie.Numerics;

namespace Coterie.Data;

/// <summary>
/// Reads an array of labels: whole numbers of any type, true and false, or text, one for each sample (N or N×1), or one-hot rows (N×C).
/// </summary>
internal sealed class ArrayLabels
{
    private const string Expected = "the class of each sample";
    private const int ChunkBytes = 1 << 20;

    // Wider rows and longer texts are no labels, whatever the header says.
    private const int MostRowBytes = 16 << 20;

    // Up to here float64 holds every whole number.
    private const double LargestWhole = 1L << 53;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly DumpArray array;
    private readonly ArrayType type;
    private readonly ArrayRows rows;
    private readonly int width;

    private ArrayLabels(DumpArray array)
    {
        this.array = array;
        ArrayHeader header = array.Header;
        type = header.Type;
        if (!type.IsInteger && !type.IsFloat && !type.IsTruth && !type.IsText)
        {
            string how = header.Descr.EndsWith('O') ? "; save Python's strings with np.array(labels, dtype=str)" : "";
            throw array.Bad($"values of type {header.Descr}", $"integers, whole floats, true and false or text, {Expected}{how}");
        }
        ReadOnlySpan<long> shape = header.Shape;
        long? columns = shape.Length is 1 or 2 ? SizeProduct.Of(shape[1..], MostRowBytes) : null;
        bool isRow = shape.Length == 2 && shape[0] == 1 && shape[1] > 1;
        if (columns is not { } found || isRow || (type.IsText && found > 1))
        {
            throw array.Bad($"shape {header.ShapeText}", $"one dimension, {Expected}, or one-hot rows");
        }
        if (shape[0] == 0) throw array.Bad("no samples", "at least one");
        rows = new ArrayRows(array);
        width = (int)found;
        if (rows.RowBytes > MostRowBytes) throw array.Bad($"labels of {rows.RowBytes} bytes", "shorter ones");
        if (shape[0] > Array.MaxLength) throw array.Bad($"{shape[0]} samples", $"{Array.MaxLength} at most");
    }

    private string Kind => type.IsFloat ? $"whole numbers in {array.Header.Descr}" : type.IsTruth ? "true and false" : "whole numbers";

    /// <summary>Reads the array to its end.</summary>
    /// <param name="array">The array, its header read.</param>
    /// <param name="notes">Receives what a person should know.</param>
    /// <exception cref="InputException">The array holds no labels, or is damaged.</exception>
    public static ClassLabels Read(DumpArray array, List<string> notes)
    {
        ArrayLabels reader = new(array);
        ClassLabels labels;
        string? kind;
        if (reader.type.IsText)
        {
            ClassCoder<string> texts = new();
            reader.ForEach((row, sample) => texts.Add(reader.Text(row, sample)));
            labels = ClassLabels.OfTexts(texts);
            kind = "text";
        }
        else if (reader.width > 1)
        {
            ClassCoder<int> hot = new();
            reader.ForEach((row, sample) => hot.Add(reader.HotColumn(row, sample)));
            labels = hot.Classes(Comparer<int>.Default, column => column.ToString(CultureInfo.InvariantCulture));
            kind = "one-hot rows";
        }
        else
        {
            ClassCoder<Int128> numbers = new();
            reader.ForEach((row, sample) => numbers.Add(reader.Whole(row, sample)));
            labels = numbers.Classes(Comparer<Int128>.Default, reader.NameOf);
            kind = reader.type.IsInteger && array.Header.Shape.Length == 1 ? null : reader.Kind;
        }
        array.Finish();
        notes.AddRange(labels.Notes(array.Name, kind));
        return labels;
    }

    private void ForEach(Action<ReadOnlyMemory<byte>, long> body)
    {
        long samples = array.Header.Shape[0];
        int atOnce = (int)Math.Clamp(ChunkBytes / rows.RowBytes, 1, samples);
        byte[] chunk = new byte[atOnce * rows.RowBytes];
        for (long first = 0; first < samples; first += atOnce)
        {
            int count = (int)Math.Min(atOnce, samples - first);
            rows.Fill(chunk.AsSpan(0, count * rows.RowBytes));
            for (int k = 0; k < count; k++) body(chunk.AsMemory(k * rows.RowBytes, rows.RowBytes), first + k);
        }
    }

    private Int128 Whole(ReadOnlyMemory<byte> row, long sample)
    {
        Int128 label = type.IsFloat ? WholeFloat(row.Span, sample) : type.Integer<Int128>(row.Span);
        return label >= 0 ? label : throw array.Bad($"the negative label {label} at sample {sample}", "labels from 0 upwards");
    }

    private Int128 WholeFloat(ReadOnlySpan<byte> value, long sample)
    {
        double label = type.Float(value);
        if (Math.Abs(label) <= LargestWhole && Math.Floor(label) == label) return (Int128)label;
        throw array.Bad($"the label {Shown(label)} at sample {sample}", $"whole numbers, {Expected}");
    }

    private int HotColumn(ReadOnlyMemory<byte> row, long sample)
    {
        int hot = -1;
        for (int k = 0; k < width; k++)
        {
            ReadOnlySpan<byte> value = row.Span.Slice(k * type.Size, type.Size);
            double x = type.IsFloat ? type.Float(value) : (double)type.Integer<Int128>(value);
            if (x == 0) continue;
            if (x != 1) throw array.Bad($"{Shown(x)} in row {sample}", $"one label for each sample, or one-hot rows of zeros and a one");
            if (hot >= 0) throw array.Bad($"two ones in row {sample}", "one-hot rows, each with a single one");
            hot = k;
        }
        return hot >= 0 ? hot : throw array.Bad($"no one in row {sample}", "one-hot rows, each with a single one");
    }

    private string Text(ReadOnlyMemory<byte> row, long sample)
    {
        string text = type.Kind == 'S' ? Bytes(row.Span) : Utf32(row.Span);
        text = text.TrimEnd('\0');
        return text.Length > 0 ? text : throw array.Bad($"an empty label at sample {sample}", Expected);
    }

    private string Utf32(ReadOnlySpan<byte> row)
    {
        StringBuilder text = new();
        for (int at = 0; at < row.Length; at += sizeof(uint))
        {
            ReadOnlySpan<byte> value = row.Slice(at, sizeof(uint));
            uint point = type.BigEndian ? BinaryPrimitives.ReadUInt32BigEndian(value) : BinaryPrimitives.ReadUInt32LittleEndian(value);
            if (!Rune.TryCreate(point, out Rune character)) throw array.Bad($"the character U+{point:X}", "Unicode text");
            text.Append(character.ToString());
        }
        return text.ToString();
    }

    private static string Bytes(ReadOnlySpan<byte> row)
    {
        try
        {
            return StrictUtf8.GetString(row);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(row);
        }
    }

    private string NameOf(Int128 label)
    {
        return type.IsTruth ? label == 0 ? "False" : "True" : label.ToString(CultureInfo.InvariantCulture);
    }

    private string Shown(double value)
    {
        // In its own type, so that 0.1 in float32 has no more digits.
        return type.Size == sizeof(double)
            ? value.ToString(CultureInfo.InvariantCulture)
            : ((float)value).ToString(CultureInfo.InvariantCulture);
    }
}
