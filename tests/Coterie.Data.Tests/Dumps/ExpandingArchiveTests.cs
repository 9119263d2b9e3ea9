using System.Buffers.Binary;
using System.IO.Compression;

namespace Coterie.Data.Tests.Dumps;

/// <summary>Archives of a few bytes that stand for any number of them: no more is taken than what is needed to refuse them.</summary>
public sealed class ExpandingArchiveTests : IDisposable
{
    private const int Much = 256 << 20;
    private const int Little = 4 << 20;

    private readonly Npz npz = new();
    private readonly byte[] layer = Npz.Array("<f4", [1f, 2], 2, 1);

    public void Dispose()
    {
        npz.Dispose();
    }

    [Fact]
    public void Values_beyond_the_shape_are_not_read()
    {
        byte[] labels = Npz.Array("<i8", [0L, 1], 2);
        RefusedInLittle(Archive(labels), $"{Much + 16} bytes of values", "16 for shape (2,)");
        // The directory lies as well.
        RefusedInLittle(Archive(labels, statedLength: labels.Length), "array 'labels'");
    }

    [Fact]
    public void Labels_without_samples_are_not_read()
    {
        RefusedInLittle(Archive(Npz.Header("|u1", [Much])), $"{Much} labels", "h (2, 1)");
        RefusedInLittle(Archive(Npz.Header("<f4", [2, Much / 8])), $"shape (2, {Much / 8})");
    }

    [Fact]
    public void A_length_that_so_few_bytes_cannot_have_is_refused()
    {
        byte[] labels = Npz.Header("|u1", [2, 1L << 30]);
        string path = npz.Write(("h", layer), ("labels", labels));
        RefusedInLittle(Restated(path, uint.MaxValue - 1), "expected more", "damaged");
    }

    private string Archive(byte[] labels, long? statedLength = null)
    {
        string path = npz.PathTo("dump.npz");
        using (ZipArchive archive = new(File.Create(path), ZipArchiveMode.Create))
        {
            using (Stream stream = archive.CreateEntry("h.npy").Open()) stream.Write(layer);
            using Stream zeros = archive.CreateEntry("labels.npy", CompressionLevel.Fastest).Open();
            zeros.Write(labels);
            byte[] block = new byte[1 << 20];
            for (int k = 0; k < Much; k += block.Length) zeros.Write(block);
        }
        return statedLength is null ? path : Restated(path, (uint)statedLength);
    }

    // Writes another length into the directory's last entry.
    private static string Restated(string path, uint length)
    {
        byte[] bytes = File.ReadAllBytes(path);
        const int uncompressedSize = 24;
        int entry = bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(entry + uncompressedSize), length);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static void RefusedInLittle(string path, params string[] parts)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.Throws<InputException>(() => new DumpActivations(path)).Message;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Little);
        foreach (string part in parts) Assert.Contains(part, message, StringComparison.Ordinal);
    }
}
