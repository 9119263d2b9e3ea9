using System.Runtime.InteropServices;

namespace Coterie.Data;

/// <summary>The element type of a NumPy array, from the <c>descr</c> of its header: <c>&lt;f4</c>, <c>&gt;i8</c>, <c>|u1</c>.</summary>
/// <param name="Kind">NumPy's letter: f for floats, i and u for integers; others are not read.</param>
/// <param name="Size">Bytes per element.</param>
/// <param name="BigEndian">Whether the most significant byte comes first.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct NpyType(char Kind, int Size, bool BigEndian)
{
    /// <summary>Whether it is float32 or float64.</summary>
    public bool IsLayer => Kind == 'f' && Size is 4 or 8;

    /// <summary>Whether it is an integer of 8 to 64 bits.</summary>
    public bool IsInteger => Kind is 'i' or 'u' && Size is 1 or 2 or 4 or 8;

    /// <summary>Reads a <c>descr</c>; a type of no fixed size, such as a record or an object, has size 0.</summary>
    public static NpyType Parse(string descr)
    {
        if (descr.Length < 3 || descr[0] is not ('<' or '>' or '|' or '=')) return default;
        return int.TryParse(descr.AsSpan(2), out int size) ? new NpyType(descr[1], size, descr[0] == '>') : default;
    }
}
