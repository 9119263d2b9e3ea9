using System.Runtime.InteropServices;
using Coterie.Graphs;

namespace Coterie.Bench.Compare;

/// <summary>Reads and writes inputs in the format of NumPy's <c>fromfile</c>: only numbers, in little-endian order.</summary>
internal static class RawFile
{
    private const int Chunk = 1 << 24;

    public static float[][] Layers(WorkInput input)
    {
        return [.. input.Activations.Select(Read<float>)];
    }

    public static int[] Labels(WorkInput input)
    {
        return Read<int>(input.Labels!);
    }

    public static WeightedGraph Graph(WorkInput input)
    {
        int[] pairs = Read<int>(Pairs(input.Graph!));
        double[] weights = Read<double>(Weights(input.Graph!));
        Edge[] edges = new Edge[weights.Length];
        for (int k = 0; k < edges.Length; k++) edges[k] = new Edge(pairs[2 * k], pairs[2 * k + 1], weights[k]);
        return WeightedGraph.FromEdges(input.Vertices, edges);
    }

    public static string Pairs(string stem) => stem + ".pairs";

    public static string Weights(string stem) => stem + ".weights";

    public static T[] Read<T>(string path)
        where T : unmanaged
    {
        using FileStream stream = File.OpenRead(path);
        T[] values = GC.AllocateUninitializedArray<T>((int)(stream.Length / Marshal.SizeOf<T>()));
        // In chunks, because a span of bytes cannot exceed two gigabytes.
        for (int at = 0; at < values.Length; at += Chunk)
        {
            stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan(at, Math.Min(Chunk, values.Length - at))));
        }
        return values;
    }

    public static void Append<T>(Stream stream, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        stream.Write(MemoryMarshal.AsBytes(values));
    }
}
