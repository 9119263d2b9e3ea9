using System.Buffers.Binary;
using Coterie.Numerics;

namespace Coterie.Data;

/// <summary>The format of NumPy's arrays, alone in an <c>.npy</c> or in an archive: what is before the values.</summary>
internal static class NpyFormat
{
    private const string Expected = "a NumPy array (.npy)";
    private const int MaxHeaderBytes = 1 << 20;

    /// <summary>Opens a file that is one array.</summary>
    /// <param name="file">Receives the array.</param>
    /// <param name="stream">The open file, at its beginning.</param>
    public static void Open(DumpFile file, FileStream stream)
    {
        string name = file.LoneArray ?? Path.GetFileNameWithoutExtension(file.Path);
        file.Add(new DumpArray(name, file.Path, () => stream, array => ReadHeader(array, stream.Length)));
    }

    /// <summary>Reads what is before the values, and checks that as many follow as the shape tells.</summary>
    /// <param name="array">The array at its beginning.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <exception cref="InputException">It is no NumPy array, or its length does not fit its shape.</exception>
    public static ArrayHeader ReadHeader(DumpArray array, long length)
    {
        Span<byte> start = stackalloc byte[8];
        if (length < start.Length) throw array.Bad($"{length} bytes", Expected);
        array.Fill(start);
        if (!start.StartsWith(NpyHeader.Magic)) throw array.Bad("something else", Expected);
        (int major, int minor) = (start[6], start[7]);
        if (major is < 1 or > 3) throw array.Bad($"format version {major}.{minor}", $"{Expected} of version 1, 2 or 3");

        Span<byte> lengthBytes = stackalloc byte[major == 1 ? 2 : 4];
        array.Fill(lengthBytes);
        long headerLength = major == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(lengthBytes)
            : BinaryPrimitives.ReadUInt32LittleEndian(lengthBytes);
        long before = start.Length + lengthBytes.Length + headerLength;
        if (headerLength > MaxHeaderBytes || before > length) throw array.Bad($"a header of {headerLength} bytes", Expected);
        byte[] dictionary = new byte[headerLength];
        array.Fill(dictionary);
        ArrayHeader header = NpyHeader.Parse(dictionary)
            ?? throw array.Bad("a header without 'descr', 'fortran_order' and 'shape'", Expected);
        RequireLength(array, header, length - before);
        return header;
    }

    // Whatever is read later relies on this: the shape's values are all there, and a long counts their bytes.
    private static void RequireLength(DumpArray array, ArrayHeader header, long held)
    {
        if (header.Type.Size == 0) return;
        long? needed = SizeProduct.Of([.. header.Shape, header.Type.Size]);
        if (held == needed) return;
        string bytes = needed is null ? "more than a file can hold" : $"{needed}";
        throw array.Bad($"{held} bytes of values", $"{bytes} for shape {header.ShapeText} of {header.Descr}; it is truncated or damaged");
    }
}
