using System.Buffers.Binary;
using System.Text;
using CsCheck;

namespace Coterie.Tests.Shared;

/// <summary>One change of a file's bytes.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="At">Where, as a large number that is taken modulo the file's length.</param>
/// <param name="Value">With what.</param>
internal sealed record Damage(DamageKind Kind, uint At, uint Value)
{
    // Where readers that trust a number go wrong.
    private static readonly long[] Numbers =
    [
        0, 1, -1, 0x7F, 0xFF, short.MaxValue, ushort.MaxValue, int.MaxValue, int.MinValue, uint.MaxValue, 1L << 31, 1L << 33,
        long.MaxValue, long.MinValue, long.MaxValue / 8, 100_000_000, 1 << 26,
    ];

    private static readonly string[] Texts =
    [
        "-1", "0", "1e999", "NaN", "inf", "2147483648", "9223372036854775807", "99999999999999999999", "", "\"", "'", ",", "\n", "\0", "(",
        "]", "}", "é", "1e-999", "0x10", "\u2028", " ", "None", "True", "__metadata__",
    ];

    /// <summary>One to four changes.</summary>
    public static Gen<Damage[]> Some { get; } =
        Gen.Select(Gen.Enum<DamageKind>(), Gen.UInt, Gen.UInt, (kind, at, value) => new Damage(kind, at, value)).Array[1, 4];

    /// <summary>The changed bytes.</summary>
    public byte[] Of(byte[] bytes)
    {
        if (bytes.Length == 0) return [(byte)Value];
        int at = Place(bytes.Length);
        int length = (int)Math.Min(1 + Value % 64, bytes.Length - at);
        switch (Kind)
        {
            case DamageKind.Flip:
                return Changed(bytes, at, [(byte)(bytes[at] ^ (1 << (int)(Value % 8)))]);
            case DamageKind.Byte:
                return Changed(bytes, at, [(byte)Value]);
            case DamageKind.Number:
                return Changed(bytes, at, Number());
            case DamageKind.Cut:
                return bytes[..at];
            case DamageKind.Remove:
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case DamageKind.Repeat:
                return [.. bytes[..(at + length)], .. bytes[at..]];
            case DamageKind.Insert:
                return [.. bytes[..at], .. Enumerable.Repeat((byte)(Value >> 8), (int)(Value % 64)), .. bytes[at..]];
            case DamageKind.Splice:
                return Changed(bytes, at, bytes.AsSpan((int)(Value % bytes.Length)));
            default:
                return [.. bytes[..at], .. Encoding.UTF8.GetBytes(Texts[Value % Texts.Length]), .. bytes[EndOfDigits(bytes, at)..]];
        }
    }

    // Headers are at the beginning or, of archives, at the end.
    private int Place(int length)
    {
        const int near = 128;
        uint at = At >> 2;
        return (At & 3) switch
        {
            0 => (int)(at % Math.Min(length, near)),
            1 => length - 1 - (int)(at % Math.Min(length, near)),
            _ => (int)(at % length),
        };
    }

    private ReadOnlySpan<byte> Number()
    {
        byte[] bytes = new byte[sizeof(long)];
        long number = Numbers[Value % Numbers.Length];
        int size = 1 << (int)((Value >> 8) % 4);
        if ((Value & 0x10000) == 0)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
            return bytes.AsSpan(0, size);
        }
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return bytes.AsSpan(sizeof(long) - size);
    }

    private static byte[] Changed(byte[] bytes, int at, ReadOnlySpan<byte> with)
    {
        byte[] changed = [.. bytes];
        with[..Math.Min(with.Length, Math.Min(64, bytes.Length - at))].CopyTo(changed.AsSpan(at));
        return changed;
    }

    private static int EndOfDigits(byte[] bytes, int at)
    {
        while (at < bytes.Length && bytes[at] is >= (byte)'0' and <= (byte)'9') at++;
        return at;
    }
}
