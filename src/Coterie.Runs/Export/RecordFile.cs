using System.Buffers.Binary;
using System.Numerics;

namespace Coterie.Runs.Export;

/// <summary>
/// The records of TensorFlow's files: the length in eight bytes, its checksum, the content, and its checksum.
/// https://www.tensorflow.org/tutorials/load_data/tfrecord#tfrecords_format_details
/// </summary>
internal static class RecordFile
{
    private const uint MaskDelta = 0xA282EAD8;

    /// <summary>Appends a record.</summary>
    public static void Append(Stream stream, ReadOnlySpan<byte> content)
    {
        Span<byte> head = stackalloc byte[sizeof(long) + sizeof(uint)];
        BinaryPrimitives.WriteInt64LittleEndian(head, content.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[sizeof(long)..], Checksum(head[..sizeof(long)]));
        stream.Write(head);
        stream.Write(content);
        Span<byte> tail = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(tail, Checksum(content));
        stream.Write(tail);
    }

    /// <summary>The masked CRC-32C of some bytes.</summary>
    public static uint Checksum(ReadOnlySpan<byte> content)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in content) crc = BitOperations.Crc32C(crc, value);
        crc = ~crc;
        return unchecked(BitOperations.RotateRight(crc, 15) + MaskDelta);
    }
}
