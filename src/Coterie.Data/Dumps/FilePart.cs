using Microsoft.Win32.SafeHandles;

namespace Coterie.Data;

/// <summary>A part of an open file as a stream of its own. Several parts of one file can be read at a time.</summary>
/// <param name="file">The file, which stays open.</param>
/// <param name="start">Where the part begins.</param>
/// <param name="length">Its length in bytes.</param>
internal sealed class FilePart(SafeFileHandle file, long start, long length) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        int count = (int)Math.Clamp(length - Position, 0, buffer.Length);
        int read = RandomAccess.Read(file, buffer[..count], start + Position);
        Position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }
}
