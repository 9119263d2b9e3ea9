using System.Buffers.Binary;

namespace Coterie.Data;

/// <summary>Reads the arrays of safetensors files (https://huggingface.co/docs/safetensors), each where it is in the file.</summary>
internal static class SafeTensorsFormat
{
    private static readonly Dictionary<string, ArrayType> Types = new(StringComparer.Ordinal)
    {
        ["F64"] = new('f', 8, BigEndian: false),
        ["F32"] = new('f', 4, BigEndian: false),
        ["F16"] = new('f', 2, BigEndian: false),
        ["BF16"] = new('V', 2, BigEndian: false),
        ["I64"] = new('i', 8, BigEndian: false),
        ["I32"] = new('i', 4, BigEndian: false),
        ["I16"] = new('i', 2, BigEndian: false),
        ["I8"] = new('i', 1, BigEndian: false),
        ["U64"] = new('u', 8, BigEndian: false),
        ["U32"] = new('u', 4, BigEndian: false),
        ["U16"] = new('u', 2, BigEndian: false),
        ["U8"] = new('u', 1, BigEndian: false),
        ["BOOL"] = new('b', 1, BigEndian: false),
        // Neither layers nor labels, but their bytes can be counted.
        ["F8_E4M3"] = new('V', 1, BigEndian: false),
        ["F8_E5M2"] = new('V', 1, BigEndian: false),
        ["F8_E8M0"] = new('V', 1, BigEndian: false),
        ["C64"] = new('c', 8, BigEndian: false),
    };

    /// <summary>Whether a file begins as this format does: the length of a header of some plausible size, and the header's brace.</summary>
    /// <param name="start">The first bytes of the file.</param>
    public static bool Is(ReadOnlySpan<byte> start)
    {
        return start.Length > SafeTensorsHeader.LengthBytes
            && start[SafeTensorsHeader.LengthBytes] == '{'
            && BinaryPrimitives.ReadUInt64LittleEndian(start) <= SafeTensorsHeader.MostBytes;
    }

    /// <summary>Opens a file and the arrays in it.</summary>
    /// <param name="file">Receives the arrays, in the order of their bytes.</param>
    /// <param name="stream">The open file, at its beginning.</param>
    public static void Open(DumpFile file, FileStream stream)
    {
        SafeTensorsHeader header = SafeTensorsHeader.Read(
            stream, file.Path, type => Types.GetValueOrDefault(type).Size, string.Join(", ", Types.Keys));
        foreach ((string name, SafeTensorsEntry entry) in header.Tensors)
        {
            (long from, long to) = (entry.DataOffsets[0], entry.DataOffsets[1]);
            file.Add(new DumpArray(
                name,
                $"{file.Path}: array '{name}'",
                () => new FilePart(stream.SafeFileHandle, header.FirstByte + from, to - from),
                _ => new ArrayHeader(entry.Dtype, Types[entry.Dtype], FortranOrder: false, entry.Shape)));
        }
    }
}
