using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Coterie.Data;

/// <summary>
/// The header of a NumPy array: a Python dictionary such as
/// <c>{'descr': '&lt;f4', 'fortran_order': False, 'shape': (10000, 128), }</c>.
/// </summary>
/// <remarks>
/// NumPy Enhancement Proposal 1. The versions of the format differ in the width of the dictionary's length (1.0: two bytes) and in its
/// encoding (3.0: UTF-8); both are irrelevant for the types that are read here.
/// </remarks>
/// <param name="Descr">The element type as written, quotes removed.</param>
/// <param name="FortranOrder">Whether neighbouring values differ in their first index, not in their last.</param>
/// <param name="Shape">The dimensions; none for a single number.</param>
internal sealed partial record NpyHeader(string Descr, bool FortranOrder, long[] Shape)
{
    /// <summary>The first six bytes of every array.</summary>
    public static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>The element type.</summary>
    public NpyType Type { get; } = NpyType.Parse(Descr);

    /// <summary>The shape as Python writes it: <c>(10000, 128)</c>.</summary>
    public string ShapeText => Shape.Length == 1 ? $"({Shape[0]},)" : $"({string.Join(", ", Shape)})";

    /// <summary>Reads the dictionary; null if NumPy would not write it so.</summary>
    public static NpyHeader? Parse(ReadOnlySpan<byte> dictionary)
    {
        string text = Encoding.UTF8.GetString(dictionary);
        Match descr = DescrPattern().Match(text);
        Match order = OrderPattern().Match(text);
        Match shape = ShapePattern().Match(text);
        if (!descr.Success || !order.Success || !shape.Success) return null;
        string[] sizes = shape.Groups["sizes"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        long[] dimensions = new long[sizes.Length];
        for (int k = 0; k < sizes.Length; k++)
        {
            // Python 2 wrote its long integers with an L.
            if (!long.TryParse(sizes[k].TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out dimensions[k])) return null;
        }
        string written = descr.Groups["type"].Success ? descr.Groups["type"].Value : "a record type";
        return new NpyHeader(written, order.Groups["value"].ValueSpan is "True", dimensions);
    }

    [GeneratedRegex("""['"]descr['"]\s*:\s*(?:['"](?<type>[^'"]*)['"]|\[)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DescrPattern();

    [GeneratedRegex("""['"]fortran_order['"]\s*:\s*(?<value>True|False)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OrderPattern();

    [GeneratedRegex("""['"]shape['"]\s*:\s*\((?<sizes>[^)]*)\)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ShapePattern();
}
