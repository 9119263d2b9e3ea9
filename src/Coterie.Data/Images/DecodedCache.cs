using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace Coterie.Data;

/// <summary>
/// Keeps decoded images on the disk: a file for each archive and size. Behind a magic number come the key (what was decoded),
/// the checksum of all that follows, width and height, a byte for each image that says whether it is bad, and the pixels.
/// A file with another key, or a damaged one, is as good as none.
/// </summary>
internal sealed class DecodedCache
{
    private const int KeyAt = 8, ChecksumAt = 24, WidthAt = 40, HeightAt = 44, HeaderLength = 48;
    private static readonly byte[] Magic = "COTGRAY1"u8.ToArray();

    private readonly string path;
    private readonly byte[] key;

    /// <param name="folder">Where the files are.</param>
    /// <param name="archive">What is decoded.</param>
    /// <param name="plan">Which of its images.</param>
    /// <param name="size">To which size; null for their own.</param>
    public DecodedCache(string folder, ImageArchive archive, ImagePlan plan, int? size)
    {
        string source = Path.GetFullPath(archive.Path);
        string name = Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(source));
        string place = $"{XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(source)):x16}";
        path = Path.Combine(folder, $"{name}-{size?.ToString() ?? "own"}-{place}.gray");
        key = KeyOf(archive, DecodedImages.Entries(plan), size);
    }

    /// <summary>The images, if they are here and whole.</summary>
    public DecodedImages? Read(ImagePlan plan, string name)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20);
            byte[] header = new byte[HeaderLength];
            file.ReadExactly(header);
            if (!header.AsSpan().StartsWith(Magic) || !header.AsSpan(KeyAt, key.Length).SequenceEqual(key)) return null;
            int width = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(WidthAt));
            int height = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(HeightAt));
            int count = plan.Train.Length + plan.Test.Length;
            // Before memory is taken for sizes that may be damaged.
            if (width < 1 || height < 1 || file.Length != HeaderLength + (count * (1 + ((Int128)width * height)))) return null;

            DecodedImages images = new(plan, width, height, name);
            file.ReadExactly(MemoryMarshal.AsBytes(images.IsBad.AsSpan()));
            for (int i = 0; i < images.Count; i++) file.ReadExactly(images.Pixels(i));
            return header.AsSpan(ChecksumAt, 16).SequenceEqual(Checksum(images)) ? images : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps the images; returns what went wrong, if anything did: they are no worse for it.</summary>
    public string? Write(DecodedImages images)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using AtomicFile file = new(path, shared: true);
            file.Stream.Write(Magic);
            file.Stream.Write(key);
            file.Stream.Write(Checksum(images));
            file.Stream.Write(Sizes(images));
            file.Stream.Write(MemoryMarshal.AsBytes(images.IsBad.AsSpan()));
            for (int i = 0; i < images.Count; i++) file.Stream.Write(images.Pixels(i));
            file.Commit();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{path}: the decoded images cannot be kept here: {e.Message.ReplaceLineEndings(" ")}";
        }
    }

    private static byte[] Checksum(DecodedImages images)
    {
        XxHash128 hash = new();
        hash.Append(Sizes(images));
        hash.Append(MemoryMarshal.AsBytes(images.IsBad.AsSpan()));
        for (int i = 0; i < images.Count; i++) hash.Append(images.Pixels(i));
        return hash.GetCurrentHash();
    }

    private static byte[] Sizes(DecodedImages images)
    {
        byte[] sizes = new byte[HeaderLength - WidthAt];
        BinaryPrimitives.WriteInt32LittleEndian(sizes, images.Width);
        BinaryPrimitives.WriteInt32LittleEndian(sizes.AsSpan(HeightAt - WidthAt), images.Height);
        return sizes;
    }

    private static byte[] KeyOf(ImageArchive archive, int[] entries, int? size)
    {
        XxHash128 hash = new();
        hash.Append(Encoding.UTF8.GetBytes($"{size} {entries.Length}\n"));
        foreach (int entry in entries)
        {
            ImageEntry image = archive.Images[entry];
            hash.Append(Encoding.UTF8.GetBytes($"{image.Name}\n{image.Length} {image.Stamp}\n"));
        }
        return hash.GetCurrentHash();
    }
}
