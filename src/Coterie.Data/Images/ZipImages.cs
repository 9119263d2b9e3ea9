using System.IO.Compression;
using System.IO.Hashing;

namespace Coterie.Data;

/// <summary>The image files of a zip.</summary>
internal sealed class ZipImages : ImageArchive
{
    private readonly ZipArchive archive;
    private readonly ZipArchiveEntry[] entries;

    private ZipImages(string path, ZipArchive archive, Dictionary<string, ZipArchiveEntry> files, IEnumerable<string> folders)
        : base(path, files.Keys, folders)
    {
        this.archive = archive;
        entries = [.. Images.Select(image => files[image])];
    }

    public static new ZipImages Open(string path, CancellationToken cancellation)
    {
        ZipArchive? archive = null;
        try
        {
            archive = new ZipArchive(RegularFile.OpenRead(path), ZipArchiveMode.Read);
            Dictionary<string, ZipArchiveEntry> files = new(StringComparer.Ordinal);
            HashSet<string> folders = new(StringComparer.Ordinal);
            foreach (ZipArchiveEntry entry in archive.Entries)
            {
                cancellation.ThrowIfCancellationRequested();
                // Some tools on Windows write backslashes, against the specification.
                string name = entry.FullName.Replace('\\', '/');
                for (int end = name.LastIndexOf('/'); end > 0 && folders.Add(name[..end]);) end = name.LastIndexOf('/', end - 1);
                if (!name.EndsWith('/') && !files.TryAdd(name, entry))
                    throw new InputException($"{path}: holds {name} twice, expected once");
            }
            return new(path, archive, files, folders);
        }
        catch (Exception e) when (ReaderFault.Is(e))
        {
            archive?.Dispose();
            bool isSystem = e is UnauthorizedAccessException or (IOException and not EndOfStreamException);
            string found = isSystem ? e.Message : "no whole zip archive (truncated, damaged or something else)";
            throw new InputException($"{path}: cannot be read: {found}, expected a folder or zip of images", e);
        }
        catch
        {
            archive?.Dispose();
            throw;
        }
    }

    public override byte[] Read(int index)
    {
        ZipArchiveEntry entry = entries[index];
        if (entry.Length > MaxFileLength) throw new InputException($"has {entry.Length} bytes, expected at most {MaxFileLength}");
        byte[] content;
        try
        {
            // The archive has one position in its file. Inflating under the lock takes little time next to decoding, which is outside.
            lock (archive) content = Inflate(entry);
        }
        catch (Exception e) when (ReaderFault.Is(e))
        {
            throw new InputException("cannot be unzipped: the archive is damaged here, encrypted or compressed in an unknown way", e);
        }
        // ZipArchive does not compare the checksum, and a decoder makes a picture of almost any bytes.
        if (content.Length != entry.Length || Crc32.HashToUInt32(content) != entry.Crc32)
            throw new InputException("does not have the length and the checksum that the archive states");
        return content;
    }

    public override UInt128 ContentOf(int index, byte[]? bytes) =>
        // Stated by the archive, and compared with the content whenever that is read.
        new((ulong)entries[index].Length, entries[index].Crc32);

    public override void Dispose()
    {
        archive.Dispose();
        base.Dispose();
    }

    private static byte[] Inflate(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        // One byte more than announced, to notice content that is too long. Deflate shrinks nothing to less than 1/1032.
        byte[] content = new byte[Math.Min(entry.Length, entry.CompressedLength * 1100) + 1];
        int length = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        Array.Resize(ref content, length);
        return content;
    }
}
