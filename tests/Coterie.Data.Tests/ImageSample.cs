using System.Formats.Tar;
using System.IO.Compression;
using SkiaSharp;

namespace Coterie.Data.Tests;

/// <summary>Makes small images, and folders, zips and tars of them.</summary>
internal static class ImageSample
{
    /// <summary>An image of one colour.</summary>
    public static byte[] Plain(SKEncodedImageFormat format, SKColor colour, int width = 8, int height = 8)
    {
        using SKBitmap bitmap = new(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        bitmap.Erase(colour);
        return Encode(bitmap, format);
    }

    /// <summary>An image with detail, another for each seed.</summary>
    public static byte[] Varied(SKEncodedImageFormat format, int seed, int width = 8, int height = 8)
    {
        using SKBitmap bitmap = new(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        for (int i = 0; i < width * height; i++)
        {
            int value = (i * 37) + (seed * 101);
            bitmap.SetPixel(i % width, i / width, new((byte)value, (byte)(value * 3), (byte)(value >> 2)));
        }
        return Encode(bitmap, format);
    }

    /// <summary>Two pixels, red over blue: a BMP byte by byte, because Skia does not write BMP.</summary>
    public static byte[] Bitmap() =>
    [
        .. "BM"u8, 62, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 1, 0, 24, 0, .. new byte[24],
        255, 0, 0, 0, 0, 0, 255, 0,
    ];

    /// <summary>Files at the paths <c>TOP/CLASS/NUMBER.png</c>.</summary>
    public static Dictionary<string, byte[]> Files(string[] folders, int each, int width = 8, int height = 8)
    {
        Dictionary<string, byte[]> files = new(StringComparer.Ordinal);
        foreach (string folder in folders)
        {
            for (int i = 0; i < each; i++) files.Add($"{folder}/{i:00}.png", Varied(SKEncodedImageFormat.Png, files.Count, width, height));
        }
        return files;
    }

    public static byte[] Zip(Dictionary<string, byte[]> files)
    {
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] content) in files)
            {
                using Stream entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }
        return stream.ToArray();
    }

    public static byte[] TarGzip(Dictionary<string, byte[]> files)
    {
        using MemoryStream stream = new();
        using (GZipStream gzip = new(stream, CompressionLevel.Fastest))
        using (TarWriter tar = new(gzip, TarEntryFormat.Ustar))
        {
            foreach ((string name, byte[] content) in files)
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        }
        return stream.ToArray();
    }

    private static byte[] Encode(SKBitmap bitmap, SKEncodedImageFormat format)
    {
        using SKData data = bitmap.Encode(format, 90);
        return data.ToArray();
    }
}
