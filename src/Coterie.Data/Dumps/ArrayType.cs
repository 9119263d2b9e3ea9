using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using Coterie.Numerics;

namespace Coterie.Data;

/// <summary>The element type of an array, in NumPy's terms.</summary>
/// <param name="Kind">NumPy's letter: f floats, i and u integers, b bool, U and S text, V plain bytes; 0 for what is not read.</param>
/// <param name="Size">Bytes per element; 0 where it is not fixed, as of a record or an object.</param>
/// <param name="BigEndian">Whether the most significant byte comes first.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ArrayType(char Kind, int Size, bool BigEndian)
{
    // A character is stored in UTF-32.
    private const int CharacterBytes = 4;

    /// <summary>The types of a layer, for messages.</summary>
    public const string LayerTypes = "float16, bfloat16, float32 or float64";

    /// <summary>Whether it is a float of 16, 32 or 64 bits.</summary>
    public bool IsFloat => (Kind == 'f' && Size is 2 or 4 or 8) || IsBFloat16;

    /// <summary>Whether it is bfloat16, which ml_dtypes has NumPy save as plain bytes: <c>&lt;V2</c>.</summary>
    public bool IsBFloat16 => Kind == 'V' && Size == 2;

    /// <summary>Whether it is an integer of 8 to 64 bits.</summary>
    public bool IsInteger => Kind is 'i' or 'u' && Size is 1 or 2 or 4 or 8;

    /// <summary>Whether it is true or false.</summary>
    public bool IsTruth => Kind == 'b' && Size == 1;

    /// <summary>Whether it is text of a fixed length.</summary>
    public bool IsText => Kind is 'U' or 'S' && Size > 0;

    /// <summary>A value that is a float, from its bytes.</summary>
    public double Float(ReadOnlySpan<byte> value) => Size switch
    {
        8 => BitConverter.Int64BitsToDouble(Integer<long>(value)),
        4 => BitConverter.Int32BitsToSingle(Integer<int>(value)),
        // bfloat16 is the upper half of float32.
        _ when IsBFloat16 => BitConverter.Int32BitsToSingle(Integer<short>(value) << 16),
        _ => (double)BitConverter.Int16BitsToHalf(Integer<short>(value)),
    };

    /// <summary>A value that is an integer, or true or false, from its bytes.</summary>
    public T Integer<T>(ReadOnlySpan<byte> value)
        where T : IBinaryInteger<T>
    {
        bool unsigned = Kind is 'u' or 'b';
        return BigEndian ? T.ReadBigEndian(value, unsigned) : T.ReadLittleEndian(value, unsigned);
    }

    /// <summary>Reads the <c>descr</c> of NumPy's header: <c>&lt;f4</c>, <c>&gt;i8</c>, <c>|u1</c>.</summary>
    public static ArrayType Parse(string descr)
    {
        if (descr == "bfloat16") return new ArrayType('V', 2, BigEndian: !BitConverter.IsLittleEndian);
        if (descr.Length < 3 || descr[0] is not ('<' or '>' or '|' or '=')) return default;
        if (!int.TryParse(descr.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out int count)) return default;
        long? size = SizeProduct.Of([count, descr[1] == 'U' ? CharacterBytes : 1], int.MaxValue);
        return size is null ? default : new ArrayType(descr[1], (int)size, descr[0] == '>');
    }
}
