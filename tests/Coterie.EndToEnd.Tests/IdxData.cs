using System.Buffers.Binary;
using System.IO.Compression;

namespace Coterie.EndToEnd.Tests;

/// <summary>A tiny data set in MNIST's format and under its names.</summary>
internal static class IdxData
{
    public const int Count = 60;

    public static void Write(Cli cli, string folder)
    {
        foreach (string split in (string[])["train", "t10k"])
        {
            cli.Write($"{folder}/{split}-images-idx3-ubyte", Images());
            cli.Write($"{folder}/{split}-labels-idx1-ubyte", Labels(i => i % 10));
        }
    }

    public static byte[] Images()
    {
        byte[] file = [0, 0, 8, 3, .. new byte[12 + (Count * 28 * 28)]];
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4), Count);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(8), 28);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(12), 28);
        new Random(1).NextBytes(file.AsSpan(16));
        return file;
    }

    public static byte[] Labels(Func<int, int> label)
    {
        byte[] file = [0, 0, 8, 1, 0, 0, 0, Count, .. Enumerable.Range(0, Count).Select(i => (byte)label(i))];
        return file;
    }

    public static byte[] Gzip(byte[] content)
    {
        using MemoryStream compressed = new();
        using (GZipStream stream = new(compressed, CompressionLevel.Fastest)) stream.Write(content);
        return compressed.ToArray();
    }
}
