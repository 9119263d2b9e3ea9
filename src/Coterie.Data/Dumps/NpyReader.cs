using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using Coterie.Numerics;

namespace Coterie.Data;

/// <summary>
/// Reads one array, of an <c>.npz</c> or alone in an <c>.npy</c>, from its first value to its last. Errors are
/// <see cref="InputException"/>s that name the file and the array.
/// </summary>
internal sealed class NpyReader : IDisposable
{
    private const int MaxHeaderBytes = 1 << 20;

    private readonly Stream stream;
    private readonly Crc32 crc = new();
    private readonly uint? expectedCrc;
    private readonly string where;

    /// <summary>Opens an array of an <c>.npz</c> and reads its header.</summary>
    /// <param name="file">The path of the <c>.npz</c>, for messages.</param>
    /// <param name="entry">The array's entry, whose name ends in <c>.npy</c>.</param>
    /// <exception cref="InputException">The header is not that of a NumPy array, or the length does not fit its shape.</exception>
    public NpyReader(string file, ZipArchiveEntry entry)
        : this(NameOf(entry), $"{file}: array '{NameOf(entry)}'", entry.Open, entry.Length, entry.Crc32)
    {
    }

    /// <summary>Opens an <c>.npy</c> and reads its header.</summary>
    /// <param name="path">The path of the <c>.npy</c>, for messages.</param>
    /// <param name="file">The open file.</param>
    /// <exception cref="InputException">The header is not that of a NumPy array, or the length does not fit its shape.</exception>
    public NpyReader(string path, FileStream file)
        : this(Path.GetFileNameWithoutExtension(path), path, () => file, file.Length, null)
    {
    }

    private NpyReader(string name, string where, Func<Stream> open, long length, uint? expectedCrc)
    {
        Name = name;
        this.where = where;
        this.expectedCrc = expectedCrc;
        try
        {
            stream = open();
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Damaged(e);
        }
        try
        {
            Header = ReadHeader(length, out long headerBytes);
            RequireLength(length - headerBytes);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>The array's name, without the <c>.npy</c>.</summary>
    public string Name { get; }

    /// <summary>The type and shape of the array.</summary>
    public NpyHeader Header { get; }

    /// <summary>The name of an entry without the <c>.npy</c>.</summary>
    public static string NameOf(ZipArchiveEntry entry)
    {
        return entry.FullName[..^".npy".Length];
    }

    /// <summary>Reads the next bytes.</summary>
    /// <exception cref="InputException">The array is too short, or its compressed form is damaged.</exception>
    public void Fill(Span<byte> bytes)
    {
        int read;
        try
        {
            read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Damaged(e);
        }
        if (read < bytes.Length) throw Bad("that it ends early", "as many values as its shape tells; it is truncated");
        crc.Append(bytes);
    }

    /// <summary>Checks, after the last value, that nothing follows and that the values have the archive's checksum.</summary>
    /// <exception cref="InputException">The array is too long, or its checksum is wrong.</exception>
    public void Finish()
    {
        int more;
        try
        {
            more = stream.ReadByte();
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Damaged(e);
        }
        if (more >= 0) throw Bad("more bytes than its values take", "the end of the array");
        // ZipArchive does not compare the checksum.
        uint found = crc.GetCurrentHashAsUInt32();
        if (expectedCrc is { } crc32 && found != crc32) throw Bad($"CRC-32 {found:x8}", $"{crc32:x8}; the file is damaged");
    }

    /// <summary>An error about this array.</summary>
    public InputException Bad(string found, string expected)
    {
        return new InputException($"{where}: found {found}; expected {expected}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stream.Dispose();
    }

    private NpyHeader ReadHeader(long entryLength, out long headerBytes)
    {
        const string expected = "a NumPy array (.npy)";
        Span<byte> start = stackalloc byte[8];
        if (entryLength < start.Length) throw Bad($"{entryLength} bytes", expected);
        Fill(start);
        if (!start.StartsWith(NpyHeader.Magic)) throw Bad("something else", expected);
        (int major, int minor) = (start[6], start[7]);
        if (major is < 1 or > 3) throw Bad($"format version {major}.{minor}", $"{expected} of version 1, 2 or 3");

        Span<byte> lengthBytes = stackalloc byte[major == 1 ? 2 : 4];
        Fill(lengthBytes);
        long length = major == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(lengthBytes)
            : BinaryPrimitives.ReadUInt32LittleEndian(lengthBytes);
        headerBytes = start.Length + lengthBytes.Length + length;
        if (length > MaxHeaderBytes || headerBytes > entryLength) throw Bad($"a header of {length} bytes", expected);
        byte[] dictionary = new byte[length];
        Fill(dictionary);
        return NpyHeader.Parse(dictionary) ?? throw Bad("a header without 'descr', 'fortran_order' and 'shape'", expected);
    }

    // Whatever is read later relies on this: the shape's values are all there, and a long counts their bytes.
    private void RequireLength(long held)
    {
        if (Header.Type.Size == 0) return;
        long? needed = SizeProduct.Of([.. Header.Shape, Header.Type.Size]);
        if (held == needed) return;
        string bytes = needed is null ? "more than a file can hold" : $"{needed}";
        throw Bad($"{held} bytes of values", $"{bytes} for shape {Header.ShapeText} of {Header.Descr}; it is truncated or damaged");
    }

    private InputException Damaged(Exception e)
    {
        return new InputException(
            $"{where}: found damaged or unreadable content ({e.Message}); expected a NumPy array, stored or deflated", e);
    }

    private static bool IsDamage(Exception e)
    {
        return e is InvalidDataException or IOException or NotSupportedException;
    }
}
