using System.Buffers.Binary;
using System.IO.Compression;

namespace Coterie.Data.Tests;

/// <summary>Makes small IDX files.</summary>
internal static class IdxSample
{
    public static readonly string[] ClassNames = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

    public static byte[] Images(int count, int height = 3, int width = 2)
    {
        byte[] file = new byte[16 + (count * height * width)];
        Header(file, 0x803, (uint)count, (uint)height, (uint)width);
        for (int i = 16; i < file.Length; i++) file[i] = (byte)(i * 37);
        return file;
    }

    public static byte[] Labels(params byte[] labels)
    {
        byte[] file = new byte[8 + labels.Length];
        Header(file, 0x801, (uint)labels.Length);
        labels.CopyTo(file, 8);
        return file;
    }

    /// <summary>Labels 0 to 9, over and over.</summary>
    public static byte[] LabelsOf(int count) => Labels([.. Enumerable.Range(0, count).Select(i => (byte)(i % 10))]);

    public static byte[] Header(byte[] file, params ReadOnlySpan<uint> words)
    {
        for (int i = 0; i < words.Length; i++) BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(4 * i), words[i]);
        return file;
    }

    public static byte[] Gzip(byte[] content)
    {
        using MemoryStream compressed = new();
        using (GZipStream stream = new(compressed, CompressionLevel.Optimal)) stream.Write(content);
        return compressed.ToArray();
    }
}
