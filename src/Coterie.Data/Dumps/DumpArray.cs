using System.IO.Hashing;

namespace Coterie.Data;

/// <summary>
/// One array of a dump, read from its first value to its last. Errors are <see cref="InputException"/>s that name the file and the array.
/// </summary>
internal sealed class DumpArray : IDisposable
{
    private readonly Stream stream;
    private readonly Crc32? crc;
    private readonly uint? expectedCrc;
    private readonly string where;
    private readonly long firstValue;

    /// <summary>Opens an array and reads its header.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="where">The file, and the array if the file has several, for messages.</param>
    /// <param name="open">Gives its bytes, which are read from where the stream is; it is disposed of with the array.</param>
    /// <param name="header">Takes what is before the values, with <see cref="Fill"/>, and gives the type and shape.</param>
    /// <param name="expectedCrc">The CRC-32 of its bytes; null where none is known.</param>
    /// <exception cref="InputException">It cannot be opened, or the header is refused.</exception>
    public DumpArray(string name, string where, Func<Stream> open, Func<DumpArray, ArrayHeader> header, uint? expectedCrc = null)
    {
        Name = name;
        this.where = where;
        this.expectedCrc = expectedCrc;
        if (expectedCrc is not null) crc = new Crc32();
        stream = Guarded(open);
        try
        {
            Header = header(this);
            CanSeek = crc is null && stream.CanSeek;
            firstValue = CanSeek ? stream.Position : 0;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>The array's name, which is the layer's.</summary>
    public string Name { get; }

    /// <summary>The type and shape of the array.</summary>
    public ArrayHeader Header { get; }

    /// <summary>Whether values can be read in any order.</summary>
    public bool CanSeek { get; }

    /// <summary>Reads the next bytes.</summary>
    /// <exception cref="InputException">The array is too short, or its compressed form is damaged.</exception>
    public void Fill(Span<byte> bytes)
    {
        int read;
        try
        {
            read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (ReaderFault.Is(e))
        {
            throw Damaged(e);
        }
        if (read < bytes.Length) throw Bad("that it ends early", "as many values as its shape tells; it is truncated");
        crc?.Append(bytes);
    }

    /// <summary>Reads bytes anywhere among the values; only if <see cref="CanSeek"/>.</summary>
    /// <param name="at">The first byte, counted from the first value.</param>
    /// <param name="bytes">Receives the bytes.</param>
    /// <exception cref="InputException">The array is too short.</exception>
    public void FillAt(long at, Span<byte> bytes)
    {
        stream.Position = firstValue + at;
        Fill(bytes);
    }

    /// <summary>Checks, after the last value, that nothing follows and that the values have the archive's checksum.</summary>
    /// <exception cref="InputException">The array is too long, or its checksum is wrong.</exception>
    public void Finish()
    {
        if (Guarded(stream.ReadByte) >= 0) throw Bad("more bytes than its values take", "the end of the array");
        // ZipArchive does not compare the checksum.
        uint? found = crc?.GetCurrentHashAsUInt32();
        if (found != expectedCrc) throw Bad($"CRC-32 {found:x8}", $"{expectedCrc:x8}; the file is damaged");
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

    private T Guarded<T>(Func<T> use)
    {
        try
        {
            return use();
        }
        catch (Exception e) when (ReaderFault.Is(e))
        {
            throw Damaged(e);
        }
    }

    private InputException Damaged(Exception e)
    {
        return new InputException(
            $"{where}: found damaged or unreadable content ({e.Message}); expected an array, stored or deflated if it is in a zip", e);
    }
}
