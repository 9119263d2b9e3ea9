using System.Numerics;

namespace Coterie.Data;

/// <summary>Reads the labels of an <c>.npz</c>, of any integer type, batch by batch.</summary>
/// <param name="reader">Their array.</param>
internal sealed class NpyLabels(NpyReader reader)
{
    private readonly NpyType type = reader.Header.Type;
    private byte[] bytes = [];

    /// <summary>Reads the next labels.</summary>
    /// <param name="labels">Receives them.</param>
    /// <param name="first">The number of the first sample, for messages.</param>
    /// <param name="limit">Every label must be at least 0 and less than this.</param>
    /// <param name="why">Where the limit comes from, for messages.</param>
    /// <exception cref="InputException">A label is out of range, or the array is too short.</exception>
    public void Read(Span<int> labels, long first, long limit, string why)
    {
        int length = labels.Length * type.Size;
        if (bytes.Length < length) bytes = new byte[length];
        reader.Fill(bytes.AsSpan(0, length));
        for (int k = 0; k < labels.Length; k++)
        {
            Span<byte> value = bytes.AsSpan(k * type.Size, type.Size);
            // 128 bits hold any label; the sign of shorter signed values is extended.
            Int128 label = Value<Int128>(value);
            if (label < 0) throw reader.Bad($"the negative label {label} at sample {first + k}", "labels from 0 upwards");
            if (label >= limit) throw reader.Bad($"the label {label} at sample {first + k}", $"labels from 0 to {limit - 1}, {why}");
            labels[k] = (int)label;
        }
    }

    private T Value<T>(ReadOnlySpan<byte> value)
        where T : IBinaryInteger<T>
    {
        bool unsigned = type.Kind == 'u';
        return type.BigEndian ? T.ReadBigEndian(value, unsigned) : T.ReadLittleEndian(value, unsigned);
    }
}
