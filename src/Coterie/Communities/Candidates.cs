using System.Numerics.Tensors;

namespace Coterie.Communities;

/// <summary>Vertices sorted by a number, highest first. The arrays are reused, so that nothing is allocated.</summary>
/// <param name="capacity">The most vertices there will be.</param>
internal sealed class Candidates(int capacity)
{
    public int Count { get; private set; }

    public int[] Vertices { get; } = new int[capacity];

    public double[] Keys { get; } = new double[capacity];

    public void Clear() => Count = 0;

    public void Add(int vertex, double key)
    {
        Vertices[Count] = vertex;
        Keys[Count++] = key;
    }

    public void Sort()
    {
        if (Count < 2) return;
        Span<double> keys = Keys.AsSpan(0, Count);
        TensorPrimitives.Negate(keys, keys);
        keys.Sort(Vertices.AsSpan(0, Count));
        TensorPrimitives.Negate(keys, keys);
    }
}
