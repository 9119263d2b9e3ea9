namespace Coterie.Data;

/// <summary>The type and shape of an array.</summary>
/// <param name="Descr">The element type as the file writes it, for messages: <c>&lt;f4</c>, <c>BF16</c>.</param>
/// <param name="Type">The element type.</param>
/// <param name="FortranOrder">Whether neighbouring values differ in their first index, not in their last.</param>
/// <param name="Shape">The dimensions; none for a single number.</param>
internal sealed record ArrayHeader(string Descr, ArrayType Type, bool FortranOrder, long[] Shape)
{
    /// <summary>The shape as Python writes it: <c>(10000, 128)</c>.</summary>
    public string ShapeText => TextOf(Shape);

    /// <summary>A shape as Python writes it.</summary>
    public static string TextOf(long[] shape)
    {
        return shape.Length == 1 ? $"({shape[0]},)" : $"({string.Join(", ", shape)})";
    }
}
