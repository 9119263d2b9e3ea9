using System.IO.Compression;

namespace Coterie.Data;

/// <summary>The content of a file, decompressed if it is gzipped.</summary>
/// <remarks>
/// <see cref="GZipStream"/> does not notice a stream that is cut short. A gzip file may consist of several members, so a small one with
/// a known content is appended: that content comes out last only if the file's own members are whole and nothing else follows them.
/// </remarks>
internal sealed class FileContent
{
    // Memory taken at once for an announced length; beyond it the buffer grows with the bytes that really come.
    private const int TrustedLength = 64 << 20;

    // Deflate shrinks nothing to less than 1/1032.
    private const long MostExpansion = 1100;

    private static readonly byte[] Sentinel = "coterie sentinel"u8.ToArray();
    private static readonly byte[] SentinelMember = Compress(Sentinel);

    private readonly string path;
    private readonly byte[] bytes;
    private readonly bool gzipped;

    /// <summary>Takes the bytes of a file.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="bytes">Its bytes, gzipped or not.</param>
    public FileContent(string path, byte[] bytes)
    {
        this.path = path;
        this.bytes = bytes;
        gzipped = bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">It cannot be read.</exception>
    public static FileContent Read(string path)
    {
        try
        {
            return new(path, RegularFile.ReadAllBytes(path));
        }
        catch (Exception e) when (FileErrors.Is(e))
        {
            throw new InputException($"{path}: cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Copies the first bytes of the content; returns how many, at most the length of the destination.</summary>
    /// <exception cref="InputException">The gzip data are corrupt.</exception>
    public int Prefix(Span<byte> destination)
    {
        if (gzipped)
        {
            using GZipStream stream = new(new MemoryStream(bytes), CompressionMode.Decompress);
            return Fill(stream, destination);
        }
        int length = Math.Min(bytes.Length, destination.Length);
        bytes.AsSpan(0, length).CopyTo(destination);
        return length;
    }

    /// <summary>The whole content, which must have a known length.</summary>
    /// <param name="expected">Its length in bytes.</param>
    /// <param name="reason">Why that length is expected, for the message.</param>
    /// <exception cref="InputException">The content is shorter or longer, or the gzip data are corrupt or cut short.</exception>
    public byte[] Whole(int expected, string reason)
    {
        if (!gzipped)
        {
            if (bytes.Length < expected) throw Short(bytes.Length, expected, reason);
            if (bytes.Length > expected) throw Long($"{bytes.Length}", expected, reason);
            return bytes;
        }

        using GZipStream stream = new(new MemoryStream([.. bytes, .. SentinelMember]), CompressionMode.Decompress);
        // One byte more than expected, to notice content that is too long.
        long limit = Math.Min((long)expected + Sentinel.Length + 1, Array.MaxLength);
        byte[] content = new byte[Math.Min(limit, Math.Min(TrustedLength, bytes.Length * MostExpansion + Sentinel.Length + 1))];
        int length = Fill(stream, content);
        while (length == content.Length && length < limit)
        {
            Array.Resize(ref content, (int)Math.Min(limit, content.Length * 2L));
            length += Fill(stream, content.AsSpan(length));
        }

        if (length == limit) throw Long($"more than {expected}", expected, reason);
        if (!content.AsSpan(0, length).EndsWith(Sentinel))
        {
            throw new InputException(
                $"{path}: the gzip data are cut short, or something else follows them: expected {expected} bytes of content ({reason})");
        }
        length -= Sentinel.Length;
        if (length < expected) throw Short(length, expected, reason);
        Array.Resize(ref content, length);
        return content;
    }

    private InputException Short(int found, int expected, string reason) =>
        new($"{path}: truncated: holds {found} bytes, expected {expected} ({reason})");

    private InputException Long(string found, int expected, string reason) =>
        new($"{path}: trailing bytes: holds {found} bytes, expected {expected} ({reason})");

    private int Fill(GZipStream stream, Span<byte> destination)
    {
        try
        {
            return stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (ReaderFault.Is(e))
        {
            throw new InputException($"{path}: the gzip data are corrupt or cut short, expected a whole gzip file", e);
        }
    }

    private static byte[] Compress(byte[] content)
    {
        using MemoryStream compressed = new();
        using (GZipStream stream = new(compressed, CompressionLevel.Optimal)) stream.Write(content);
        return compressed.ToArray();
    }
}
