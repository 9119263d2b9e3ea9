using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Coterie.Data;

/// <summary>Writes arrays as NumPy keeps them: version 1.0 of the format, in C order, low bytes first.</summary>
internal static class NpyWriter
{
    // NumPy aligns values to it, so that a file can be mapped into memory.
    private const int Alignment = 64;

    // Of the values that are written at once: an array may have more bytes than a span can.
    private const int Block = 1 << 16;

    /// <summary>Writes an array of numbers.</summary>
    /// <param name="stream">Receives the array.</param>
    /// <param name="type">The type of the elements as NumPy writes it: <c>'&lt;f8'</c>, or a list of the fields of a record.</param>
    /// <param name="values">The elements, row by row.</param>
    /// <param name="shape">The dimensions; their product is the number of elements.</param>
    public static void Write<T>(Stream stream, string type, ReadOnlySpan<T> values, params long[] shape)
        where T : unmanaged
    {
        WriteHeader(stream, type, shape);
        for (int k = 0; k < values.Length; k += Block)
        {
            stream.Write(MemoryMarshal.AsBytes(values.Slice(k, Math.Min(Block, values.Length - k))));
        }
    }

    /// <summary>Writes a list of texts, as NumPy's <c>&lt;U</c> type.</summary>
    public static void Write(Stream stream, IReadOnlyList<string> texts)
    {
        int width = WidthOf(texts);
        WriteHeader(stream, TextType(width), texts.Count);
        byte[] row = new byte[width * sizeof(int)];
        foreach (string text in texts)
        {
            Fill(row, text);
            stream.Write(row);
        }
    }

    /// <summary>Writes the header, which the elements must follow.</summary>
    public static void WriteHeader(Stream stream, string type, params long[] shape)
    {
        const int before = 10;
        string text = $"{{'descr': {type}, 'fortran_order': False, 'shape': {ArrayHeader.TextOf(shape)}, }}";
        int length = text.Length + 1;
        length += (Alignment - ((before + length) % Alignment)) % Alignment;
        Span<byte> start = stackalloc byte[before];
        NpyHeader.Magic.CopyTo(start);
        start[6] = 1;
        start[7] = 0;
        BinaryPrimitives.WriteUInt16LittleEndian(start[8..], checked((ushort)length));
        stream.Write(start);
        stream.Write(Encoding.ASCII.GetBytes(text.PadRight(length - 1) + '\n'));
    }

    /// <summary>How many characters of NumPy's the longest of some texts has; at least one.</summary>
    public static int WidthOf(IEnumerable<string> texts)
    {
        return texts.Select(text => Encoding.UTF32.GetByteCount(text) / sizeof(int)).DefaultIfEmpty().Max() is var most and > 0 ? most : 1;
    }

    /// <summary>The type of texts of so many characters, as the header names it.</summary>
    public static string TextType(int width) => $"'<U{width}'";

    /// <summary>Writes a text into the bytes that a type of its width has; the rest becomes zero.</summary>
    public static void Fill(Span<byte> target, string text)
    {
        target[Encoding.UTF32.GetBytes(text, target)..].Clear();
    }
}
