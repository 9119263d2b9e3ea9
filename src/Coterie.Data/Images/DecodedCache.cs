using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace Coterie.Data;

/// <summary>
/// Keeps decoded images on the disk: a file for each archive, size and number of channels. A magic number is followed by the key (the
/// content of what was decoded), the checksum of all that follows, width and height, a byte for each image that says whether it is bad, and
/// the pixels. A file that has another key or is damaged is ignored.
/// </summary>
internal sealed class DecodedCache
{
    private const int KeyAt = 8, ChecksumAt = 24, WidthAt = 40, HeightAt = 44, HeaderLength = 48;
    private static readonly byte[] GrayMagic = "COTGRAY2"u8.ToArray(), ColourMagic = "COTRGB_2"u8.ToArray();

    private readonly string path;
    private readonly int channels;
    private readonly int? size;
    private readonly byte[] magic;

    /// <summary>Names the file for some decoded images.</summary>
    /// <param name="folder">The folder of the cache.</param>
    /// <param name="archive">The path of the archive that is decoded.</param>
    /// <param name="size">The size they are scaled to; null for their own.</param>
    /// <param name="channels">1 for gray, 3 for colour.</param>
    public DecodedCache(string folder, string archive, int? size, int channels)
    {
        (this.size, this.channels) = (size, channels);
        (magic, string ending) = channels == 1 ? (GrayMagic, "gray") : (ColourMagic, "rgb");
        string source = Path.GetFullPath(archive);
        string name = Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(source));
        string place = $"{XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(source)):x16}";
        path = Path.Combine(folder, $"{name}-{size?.ToString() ?? "own"}-{place}.{ending}");
    }

    /// <summary>The images, or null if they are not here, were decoded from other content, or the file is damaged.</summary>
    /// <param name="plan">The images of the archive that are used.</param>
    /// <param name="name">The data set, for messages.</param>
    /// <param name="contents">What tells the content of each image file from any other; called only if there is a file to compare.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public DecodedImages? Read(ImagePlan plan, string name, Func<UInt128[]> contents, CancellationToken cancellation)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20);
            byte[] header = new byte[HeaderLength];
            file.ReadExactly(header);
            if (!header.AsSpan().StartsWith(magic) || !header.AsSpan(KeyAt).StartsWith(KeyOf(contents()))) return null;
            int width = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(WidthAt));
            int height = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(HeightAt));
            int count = plan.Train.Length + plan.Test.Length;
            // Checked before memory is taken: the sizes may be damaged.
            Int128 imageLength = (Int128)channels * width * height;
            if (width < 1 || height < 1 || file.Length != HeaderLength + (count * (1 + imageLength))) return null;

            DecodedImages images = new(plan, width, height, channels, name);
            file.ReadExactly(MemoryMarshal.AsBytes(images.IsBad.AsSpan()));
            for (int i = 0; i < images.Count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                file.ReadExactly(images.Pixels(i));
            }
            return header.AsSpan(ChecksumAt, 16).SequenceEqual(Checksum(images, cancellation)) ? images : null;
        }
        catch (Exception e) when (FileErrors.Is(e))
        {
            return null;
        }
    }

    /// <summary>Keeps the images. Returns the reason if the file cannot be written, which is no error: they are decoded again.</summary>
    /// <param name="images">The images.</param>
    /// <param name="contents">What tells the content of each image file from any other, in the images' order.</param>
    /// <param name="cancellation">Stops writing.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public string? Write(DecodedImages images, UInt128[] contents, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using AtomicFile file = new(path);
            file.Stream.Write(magic);
            file.Stream.Write(KeyOf(contents));
            file.Stream.Write(Checksum(images, cancellation));
            file.Stream.Write(Sizes(images));
            file.Stream.Write(MemoryMarshal.AsBytes(images.IsBad.AsSpan()));
            for (int i = 0; i < images.Count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                file.Stream.Write(images.Pixels(i));
            }
            file.Commit();
            return null;
        }
        catch (Exception e) when (FileErrors.Is(e))
        {
            return $"{path}: the decoded images cannot be kept here: {e.Message.ReplaceLineEndings(" ")}";
        }
    }

    private static byte[] Checksum(DecodedImages images, CancellationToken cancellation)
    {
        XxHash128 hash = new();
        hash.Append(Sizes(images));
        hash.Append(MemoryMarshal.AsBytes(images.IsBad.AsSpan()));
        for (int i = 0; i < images.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            hash.Append(images.Pixels(i));
        }
        return hash.GetCurrentHash();
    }

    private static byte[] Sizes(DecodedImages images)
    {
        byte[] sizes = new byte[HeaderLength - WidthAt];
        BinaryPrimitives.WriteInt32LittleEndian(sizes, images.Width);
        BinaryPrimitives.WriteInt32LittleEndian(sizes.AsSpan(HeightAt - WidthAt), images.Height);
        return sizes;
    }

    private byte[] KeyOf(UInt128[] contents)
    {
        XxHash128 hash = new();
        hash.Append(Encoding.UTF8.GetBytes($"{size} {contents.Length}\n"));
        hash.Append(MemoryMarshal.AsBytes(contents.AsSpan()));
        return hash.GetCurrentHash();
    }
}
