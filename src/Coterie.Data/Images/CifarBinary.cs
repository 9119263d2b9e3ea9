using System.Formats.Tar;
using System.IO.Compression;

namespace Coterie.Data;

/// <summary>
/// Reads CIFAR-10 in its binary version (https://www.cs.toronto.edu/~kriz/cifar.html): six files of 10,000 records, each a label and
/// 32×32 pixels, all red, then all green, then all blue, row-major; in a folder or in a tar, gzipped or not.
/// </summary>
/// <param name="classNames">The classes, each of which must have a sample in each split.</param>
internal sealed class CifarBinary(IReadOnlyList<string> classNames)
{
    private const int Side = 32, Plane = Side * Side, RecordLength = 1 + (3 * Plane);

    private static readonly string[] Files =
        ["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin", "test_batch.bin"];

    /// <summary>3 to keep the colours, 1 for gray.</summary>
    public int Channels { get; init; } = 1;

    /// <summary>The number of records in a file.</summary>
    public int Records { get; init; } = 10_000;

    /// <summary>Receives how many images are read.</summary>
    public IProgress<LoadProgress>? Progress { get; init; }

    private int ImageLength => Channels * Plane;

    /// <summary>Whether the files, or some of them, are in a folder.</summary>
    public static bool IsIn(string folder) => Array.Exists(Files, file => File.Exists(Path.Combine(folder, file)));

    /// <summary>Reads a folder or an archive.</summary>
    /// <param name="path">The folder with the files, or the archive.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="InputException">A file is missing, damaged or cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public (ImageSet Train, ImageSet Test) Read(string path, CancellationToken cancellation)
    {
        int[] labels = new int[Files.Length * Records];
        byte[] pixels = new byte[labels.Length * ImageLength];
        bool[] seen = new bool[Files.Length];
        DecodeProgress progress = new(Progress, DataSets.Cifar10.Name, labels.Length);
        void ReadFile(int file, string where, Stream stream)
        {
            Range images = (file * Records)..((file + 1) * Records);
            Span<byte> ofFile = pixels.AsSpan(file * Records * ImageLength, Records * ImageLength);
            ReadRecords(stream, where, labels.AsSpan(images), ofFile, progress, cancellation);
            seen[file] = true;
        }

        try
        {
            if (Directory.Exists(path)) ReadFolder(path, ReadFile);
            else ReadTar(path, ReadFile);
        }
        catch (Exception e) when (FileErrors.Is(e))
        {
            string reason = e.Message.ReplaceLineEndings(" ");
            throw new InputException($"{path}: cannot be read: {reason}, expected cifar-10-binary.tar.gz or its folder", e);
        }
        catch (Exception e) when (ReaderFault.Is(e))
        {
            throw new InputException($"{path}: damaged, cut short or no tar archive, expected cifar-10-binary.tar.gz", e);
        }
        int missing = Array.IndexOf(seen, value: false);
        if (missing >= 0) throw new InputException($"{path}: holds no {Files[missing]}, expected {string.Join(", ", Files)}");

        int train = (Files.Length - 1) * Records;
        EveryClass.Require(labels.AsSpan(0, train), classNames, $"{path}: training images");
        EveryClass.Require(labels.AsSpan(train), classNames, $"{path}: test images");
        return (Images(..train), Images(train..));

        ImageSet Images(Range range)
        {
            (int first, int count) = range.GetOffsetAndLength(labels.Length);
            return new(pixels.AsSpan(first * ImageLength, count * ImageLength).ToArray(), labels[range], Side, Side, Channels);
        }
    }

    private static void ReadFolder(string path, Action<int, string, Stream> read)
    {
        for (int i = 0; i < Files.Length; i++)
        {
            string file = Path.Combine(path, Files[i]);
            if (!File.Exists(file)) continue;
            using FileStream stream = RegularFile.OpenRead(file);
            read(i, file, stream);
        }
    }

    private static void ReadTar(string path, Action<int, string, Stream> read)
    {
        using FileStream file = RegularFile.OpenRead(path);
        bool gzipped = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        using Stream content = gzipped ? new GZipStream(file, CompressionMode.Decompress) : file;
        using TarReader tar = new(content);
        while (tar.GetNextEntry() is { } entry)
        {
            int index = Array.IndexOf(Files, entry.Name.Split('/')[^1]);
            if (index >= 0 && entry.DataStream is { } data) read(index, $"{path}: {entry.Name}", data);
        }
        // The gzip checksum follows the last entry and is only checked once the stream is read to its end.
        content.CopyTo(Stream.Null);
    }

    private void ReadRecords(
        Stream stream, string where, Span<int> labels, Span<byte> pixels, DecodeProgress progress, CancellationToken cancellation)
    {
        long expected = (long)labels.Length * RecordLength;
        byte[] record = new byte[RecordLength];
        for (int i = 0; i < labels.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            int length = stream.ReadAtLeast(record, RecordLength, throwOnEndOfStream: false);
            if (length < RecordLength)
            {
                long held = ((long)i * RecordLength) + length;
                throw new InputException($"{where}: truncated: holds {held} bytes, expected {expected} ({labels.Length} images)");
            }
            if (record[0] >= classNames.Count)
                throw new InputException($"{where}: label {i} is {record[0]}, expected 0 to {classNames.Count - 1}");
            labels[i] = record[0];
            Span<byte> image = pixels.Slice(i * ImageLength, ImageLength);
            if (Channels == 3) record.AsSpan(1).CopyTo(image);
            else ToGray(record.AsSpan(1), image);
            progress.Add();
        }
        if (stream.ReadByte() >= 0)
            throw new InputException($"{where}: trailing bytes: holds more than {expected} bytes ({labels.Length} images)");
    }

    private static void ToGray(ReadOnlySpan<byte> planes, Span<byte> gray)
    {
        ReadOnlySpan<byte> red = planes[..Plane], green = planes[Plane..(2 * Plane)], blue = planes[(2 * Plane)..];
        for (int p = 0; p < Plane; p++) gray[p] = Luma.Of(red[p], green[p], blue[p]);
    }
}
