using System.Formats.Tar;
using System.IO.Compression;

namespace Coterie.Data;

/// <summary>
/// CIFAR-10 in its binary version (https://www.cs.toronto.edu/~kriz/cifar.html): six files of 10,000 records, each a label and
/// 32×32 pixels, all red, then all green, then all blue, row-major; in a folder or in a tar, gzipped or not. Turned into gray.
/// </summary>
internal static class CifarBinary
{
    private const int Side = 32, Plane = Side * Side, RecordLength = 1 + (3 * Plane);

    private static readonly string[] Files =
        ["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin", "test_batch.bin"];

    /// <summary>Whether the files, or some of them, are in a folder.</summary>
    public static bool IsIn(string folder) => Array.Exists(Files, file => File.Exists(Path.Combine(folder, file)));

    /// <summary>Reads a folder or an archive.</summary>
    /// <param name="path">The folder that has the files, or the archive.</param>
    /// <param name="records">How many records a file has.</param>
    /// <exception cref="InputException">A file is missing, damaged or cannot be read.</exception>
    public static (ImageSet Train, ImageSet Test) Read(string path, int records = 10_000)
    {
        int[] labels = new int[Files.Length * records];
        byte[] pixels = new byte[labels.Length * Plane];
        bool[] seen = new bool[Files.Length];
        void ReadFile(int file, string where, Stream stream)
        {
            ReadRecords(stream, where, labels.AsSpan(file * records, records), pixels.AsSpan(file * records * Plane, records * Plane));
            seen[file] = true;
        }

        try
        {
            if (Directory.Exists(path)) ReadFolder(path, ReadFile);
            else ReadTar(path, ReadFile);
        }
        catch (Exception e) when (e is InvalidDataException or FormatException or ArgumentException or NotSupportedException)
        {
            throw new InputException($"{path}: damaged, cut short or no tar archive, expected cifar-10-binary.tar.gz", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read: {e.Message.ReplaceLineEndings(" ")}, expected cifar-10-binary.tar.gz or its folder", e);
        }
        int missing = Array.IndexOf(seen, value: false);
        if (missing >= 0) throw new InputException($"{path}: holds no {Files[missing]}, expected {string.Join(", ", Files)}");

        int train = (Files.Length - 1) * records;
        EveryClass.Require(labels.AsSpan(0, train), DataSets.Cifar10.ClassNames, $"{path}: training images");
        EveryClass.Require(labels.AsSpan(train), DataSets.Cifar10.ClassNames, $"{path}: test images");
        return (new(pixels[..(train * Plane)], labels[..train], Side, Side), new(pixels[(train * Plane)..], labels[train..], Side, Side));
    }

    private static void ReadFolder(string path, Action<int, string, Stream> read)
    {
        for (int i = 0; i < Files.Length; i++)
        {
            string file = Path.Combine(path, Files[i]);
            if (!File.Exists(file)) continue;
            using FileStream stream = File.OpenRead(file);
            read(i, file, stream);
        }
    }

    private static void ReadTar(string path, Action<int, string, Stream> read)
    {
        using FileStream file = File.OpenRead(path);
        bool gzipped = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        using Stream content = gzipped ? new GZipStream(file, CompressionMode.Decompress) : file;
        using TarReader tar = new(content);
        while (tar.GetNextEntry() is { } entry)
        {
            int index = Array.IndexOf(Files, entry.Name.Split('/')[^1]);
            if (index >= 0 && entry.DataStream is { } data) read(index, $"{path}: {entry.Name}", data);
        }
        // The gzip checksum lies behind the last entry, and is only looked at by who goes there.
        content.CopyTo(Stream.Null);
    }

    private static void ReadRecords(Stream stream, string where, Span<int> labels, Span<byte> pixels)
    {
        byte[] record = new byte[RecordLength];
        for (int i = 0; i < labels.Length; i++)
        {
            int length = stream.ReadAtLeast(record, RecordLength, throwOnEndOfStream: false);
            if (length < RecordLength)
            {
                throw new InputException(
                    $"{where}: truncated: holds {((long)i * RecordLength) + length} bytes, expected {(long)labels.Length * RecordLength} ({labels.Length} images)");
            }
            if (record[0] >= DataSets.Cifar10.ClassNames.Count)
                throw new InputException($"{where}: label {i} is {record[0]}, expected 0 to {DataSets.Cifar10.ClassNames.Count - 1}");
            labels[i] = record[0];
            ReadOnlySpan<byte> red = record.AsSpan(1, Plane), green = record.AsSpan(1 + Plane, Plane), blue = record.AsSpan(1 + (2 * Plane));
            Span<byte> gray = pixels.Slice(i * Plane, Plane);
            for (int p = 0; p < Plane; p++) gray[p] = Luma.Of(red[p], green[p], blue[p]);
        }
        if (stream.ReadByte() >= 0) throw new InputException($"{where}: trailing bytes: holds more than {(long)labels.Length * RecordLength} bytes ({labels.Length} images)");
    }
}
