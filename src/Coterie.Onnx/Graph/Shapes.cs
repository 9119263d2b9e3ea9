namespace Coterie.Onnx.Graph;

/// <summary>Shapes of values.</summary>
internal static class Shapes
{
    /// <summary>How many elements a shape has; 1 without axes.</summary>
    /// <param name="shape">The sizes of its axes.</param>
    public static long Elements(ReadOnlySpan<int> shape)
    {
        long elements = 1;
        foreach (int size in shape) elements *= size;
        return elements;
    }

    /// <summary>How many elements a shape has; 1 without axes.</summary>
    /// <param name="shape">The sizes of its axes.</param>
    public static long Elements(IEnumerable<long> shape) => shape.Aggregate(1L, (elements, size) => elements * size);
}
