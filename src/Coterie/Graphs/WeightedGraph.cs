namespace Coterie.Graphs;

/// <summary>
/// An undirected graph with positive edge weights, immutable, in compressed rows: the neighbours of a vertex lie
/// together in ascending order. A self-loop is stored once in its vertex's row and counts twice in its strength,
/// as in Newman's definition of the adjacency matrix.
/// </summary>
public sealed class WeightedGraph
{
    private readonly int[] offsets;
    private readonly int[] neighbours;
    private readonly double[] weights;
    private readonly double[] strengths;

    /// <summary>Takes the symmetric matrix of a graph: each edge in the rows of both its ends, columns ascending.</summary>
    internal WeightedGraph(CompressedRows rows)
    {
        offsets = rows.Offsets;
        neighbours = rows.Columns;
        weights = rows.Values;
        strengths = new double[offsets.Length - 1];
        double twice = 0;
        int loops = 0;
        for (int v = 0; v < strengths.Length; v++)
        {
            double strength = 0;
            for (int k = offsets[v]; k < offsets[v + 1]; k++)
            {
                bool loop = neighbours[k] == v;
                strength += loop ? 2 * weights[k] : weights[k];
                if (loop) loops++;
            }
            strengths[v] = strength;
            twice += strength;
        }
        TotalWeight = twice / 2;
        EdgeCount = loops + (offsets[^1] - loops) / 2;
    }

    /// <summary>How many vertices; they are numbered from 0.</summary>
    public int VertexCount => strengths.Length;

    /// <summary>How many edges, each counted once, self-loops included.</summary>
    public int EdgeCount { get; }

    /// <summary>The sum of all edge weights, each edge once: Newman's m.</summary>
    public double TotalWeight { get; }

    /// <summary>The sum of the weights at each vertex, a self-loop counted twice: Newman's k.</summary>
    public ReadOnlySpan<double> Strengths => strengths;

    /// <summary>The neighbours of a vertex, ascending; the vertex itself where it has a self-loop.</summary>
    /// <param name="vertex">A vertex.</param>
    public ReadOnlySpan<int> Neighbours(int vertex)
    {
        return neighbours.AsSpan(offsets[vertex]..offsets[vertex + 1]);
    }

    /// <summary>The weights of the edges to <see cref="Neighbours"/>, in the same order.</summary>
    /// <param name="vertex">A vertex.</param>
    public ReadOnlySpan<double> Weights(int vertex)
    {
        return weights.AsSpan(offsets[vertex]..offsets[vertex + 1]);
    }

    /// <summary>The weight of the edge between two vertices, 0 where there is none. Cost: O(log degree).</summary>
    /// <param name="source">One vertex.</param>
    /// <param name="target">The other.</param>
    public double Weight(int source, int target)
    {
        int k = Neighbours(source).BinarySearch(target);
        return k < 0 ? 0 : weights[offsets[source] + k];
    }

    /// <summary>Every edge once, by ascending source, then target, with source ≤ target.</summary>
    public IEnumerable<Edge> Edges()
    {
        for (int v = 0; v < VertexCount; v++)
        {
            for (int k = offsets[v]; k < offsets[v + 1]; k++)
            {
                if (neighbours[k] >= v) yield return new Edge(v, neighbours[k], weights[k]);
            }
        }
    }

    /// <summary>The same edges, each with weight 1: the 0/1 adjacency.</summary>
    public WeightedGraph Unweighted()
    {
        double[] ones = new double[offsets[^1]];
        Array.Fill(ones, 1);
        return new WeightedGraph(new CompressedRows(offsets, neighbours, ones));
    }

    /// <summary>
    /// Builds a graph; parallel edges are added up in the order given. Cost: O(V + E) time, and memory for each edge three times.
    /// </summary>
    /// <param name="vertexCount">How many vertices.</param>
    /// <param name="edges">The edges, each once, in either direction.</param>
    /// <exception cref="ArgumentOutOfRangeException">An end is not a vertex, or a weight is not positive and finite.</exception>
    public static WeightedGraph FromEdges(int vertexCount, ReadOnlySpan<Edge> edges)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(vertexCount);
        foreach (Edge edge in edges)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)edge.Source, (uint)vertexCount, nameof(edges));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)edge.Target, (uint)vertexCount, nameof(edges));
            if (!(edge.Weight > 0) || !double.IsFinite(edge.Weight))
            {
                throw new ArgumentOutOfRangeException(nameof(edges), edge, "An edge's weight must be positive and finite.");
            }
        }
        return new WeightedGraph(CompressedRows.Symmetric(vertexCount, edges));
    }
}
