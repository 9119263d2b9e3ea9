namespace Coterie.Graphs;

/// <summary>
/// Each edge once, in the row of one of its ends: the way from a list of edges to the rows of a <see cref="WeightedGraph"/>.
/// Counting into rows twice, first by the larger end and then by the smaller, puts the columns in order without sorting, and
/// parallel edges side by side in the order given.
/// </summary>
internal sealed class HalfRows
{
    private readonly int[] offsets;
    private readonly int[] columns;
    private readonly double[] weights;

    private HalfRows(int[] offsets)
    {
        this.offsets = offsets;
        columns = GC.AllocateUninitializedArray<int>(offsets[^1]);
        weights = GC.AllocateUninitializedArray<double>(columns.Length);
    }

    /// <summary>The edges in rows by their larger end, in the order given. Cost: O(V + E).</summary>
    /// <param name="vertexCount">How many vertices.</param>
    /// <param name="edges">The edges, between these vertices.</param>
    public static HalfRows ByLargerEnd(int vertexCount, ReadOnlySpan<Edge> edges)
    {
        int[] counts = new int[vertexCount + 1];
        foreach (Edge edge in edges) counts[Math.Max(edge.Source, edge.Target) + 1]++;
        HalfRows rows = new(Accumulate(counts));
        int[] next = rows.offsets[..vertexCount];
        foreach (Edge edge in edges)
        {
            rows.Put(next[Math.Max(edge.Source, edge.Target)]++, Math.Min(edge.Source, edge.Target), edge.Weight);
        }
        return rows;
    }

    /// <summary>The same edges in rows by their other end, the columns ascending, equal ones in the order they were. Cost: O(V + E).</summary>
    public HalfRows Transposed()
    {
        int[] counts = new int[offsets.Length];
        foreach (int column in columns) counts[column + 1]++;
        HalfRows rows = new(Accumulate(counts));
        int[] next = rows.offsets[..^1];
        for (int row = 0; row < next.Length; row++)
        {
            for (int k = offsets[row]; k < offsets[row + 1]; k++) rows.Put(next[columns[k]]++, row, weights[k]);
        }
        return rows;
    }

    /// <summary>Adds up equal columns that stand side by side, in their order. Cost: O(V + E).</summary>
    public void MergeParallel()
    {
        int write = 0;
        for (int row = 0, k = 0; row < offsets.Length - 1; row++)
        {
            int first = write;
            for (; k < offsets[row + 1]; k++)
            {
                if (write > first && columns[write - 1] == columns[k]) weights[write - 1] += weights[k];
                else Put(write++, columns[k], weights[k]);
            }
            offsets[row + 1] = write;
        }
    }

    /// <summary>
    /// The rows of the whole graph, each edge in those of both its ends, from rows by the smaller end without equal columns.
    /// Cost: O(V + E).
    /// </summary>
    public WeightedGraph Mirrored()
    {
        int vertexCount = offsets.Length - 1;
        int[] counts = new int[offsets.Length];
        for (int row = 0; row < vertexCount; row++)
        {
            counts[row + 1] += offsets[row + 1] - offsets[row];
            for (int k = offsets[row]; k < offsets[row + 1]; k++)
            {
                if (columns[k] != row) counts[columns[k] + 1]++;
            }
        }
        int[] both = Accumulate(counts);
        int[] neighbours = GC.AllocateUninitializedArray<int>(both[^1]);
        double[] values = GC.AllocateUninitializedArray<double>(neighbours.Length);
        int[] next = both[..^1];
        for (int row = 0; row < vertexCount; row++)
        {
            // Every smaller neighbour has put itself into this row before.
            int length = offsets[row + 1] - offsets[row];
            columns.AsSpan(offsets[row], length).CopyTo(neighbours.AsSpan(next[row]));
            weights.AsSpan(offsets[row], length).CopyTo(values.AsSpan(next[row]));
            for (int k = offsets[row]; k < offsets[row + 1]; k++)
            {
                if (columns[k] == row) continue;
                int place = next[columns[k]]++;
                neighbours[place] = row;
                values[place] = weights[k];
            }
        }
        return WeightedGraph.FromRows(both, neighbours, values);
    }

    private void Put(int place, int column, double weight)
    {
        columns[place] = column;
        weights[place] = weight;
    }

    private static int[] Accumulate(int[] counts)
    {
        for (int row = 1; row < counts.Length; row++) counts[row] += counts[row - 1];
        return counts;
    }
}
