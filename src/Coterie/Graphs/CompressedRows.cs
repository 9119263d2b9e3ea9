namespace Coterie.Graphs;

/// <summary>
/// A sparse matrix in compressed rows: the columns and values of row r are at <c>Offsets[r] .. Offsets[r + 1]</c>. Every
/// <see cref="WeightedGraph"/> is built through this type.
/// </summary>
/// <remarks>Transposing puts the columns of each row in ascending order, so that nothing has to be sorted.</remarks>
/// <param name="offsets">Where each row begins, and the end of the last: rows + 1 numbers.</param>
/// <param name="columns">The column of each entry; may be longer than the last offset says.</param>
/// <param name="values">The value of each entry; may be longer than the last offset says.</param>
internal sealed class CompressedRows(int[] offsets, int[] columns, double[] values)
{
    /// <summary>Where each row begins, and the end of the last.</summary>
    public int[] Offsets => offsets;

    /// <summary>The column of each entry.</summary>
    public int[] Columns => columns;

    /// <summary>The value of each entry.</summary>
    public double[] Values => values;

    private int RowCount => offsets.Length - 1;

    /// <summary>
    /// The whole matrix of an undirected graph: each edge in the rows of both its ends, a self-loop once, columns ascending, parallel edges
    /// added up in the order given. Cost: O(V + E).
    /// </summary>
    /// <param name="vertexCount">How many vertices.</param>
    /// <param name="edges">Edges between these vertices.</param>
    public static CompressedRows Symmetric(int vertexCount, ReadOnlySpan<Edge> edges)
    {
        // Rows by the larger end, transposed, are rows by the smaller end with their columns ascending.
        CompressedRows rows = ByLargerEnd(vertexCount, edges).Transposed();
        rows.MergeParallel();
        return rows.Mirrored();
    }

    /// <summary>The transposed matrix; the columns of each row ascend, equal ones in the order of their rows. Cost: O(V + E).</summary>
    public CompressedRows Transposed()
    {
        int[] counts = new int[offsets.Length];
        foreach (int column in columns.AsSpan(0, offsets[^1])) counts[column + 1]++;
        CompressedRows transposed = Allocate(counts);
        int[] next = transposed.Offsets[..^1];
        for (int row = 0; row < RowCount; row++)
        {
            for (int k = offsets[row]; k < offsets[row + 1]; k++) transposed.Put(next[columns[k]]++, row, values[k]);
        }
        return transposed;
    }

    private static CompressedRows ByLargerEnd(int vertexCount, ReadOnlySpan<Edge> edges)
    {
        int[] counts = new int[vertexCount + 1];
        foreach (Edge edge in edges) counts[Math.Max(edge.Source, edge.Target) + 1]++;
        CompressedRows rows = Allocate(counts);
        int[] next = rows.Offsets[..vertexCount];
        foreach (Edge edge in edges)
        {
            rows.Put(next[Math.Max(edge.Source, edge.Target)]++, Math.Min(edge.Source, edge.Target), edge.Weight);
        }
        return rows;
    }

    // Adds up entries of a row that have the same column, in their order; they are adjacent.
    private void MergeParallel()
    {
        int write = 0;
        for (int row = 0, k = 0; row < RowCount; row++)
        {
            int first = write;
            for (; k < offsets[row + 1]; k++)
            {
                if (write > first && columns[write - 1] == columns[k]) values[write - 1] += values[k];
                else Put(write++, columns[k], values[k]);
            }
            offsets[row + 1] = write;
        }
    }

    // From the upper triangle to the whole symmetric matrix.
    private CompressedRows Mirrored()
    {
        int[] counts = new int[offsets.Length];
        for (int row = 0; row < RowCount; row++)
        {
            counts[row + 1] += offsets[row + 1] - offsets[row];
            for (int k = offsets[row]; k < offsets[row + 1]; k++)
            {
                if (columns[k] != row) counts[columns[k] + 1]++;
            }
        }
        CompressedRows whole = Allocate(counts);
        int[] next = whole.Offsets[..^1];
        for (int row = 0; row < RowCount; row++)
        {
            // The entries of smaller neighbours are in this row already.
            int length = offsets[row + 1] - offsets[row];
            columns.AsSpan(offsets[row], length).CopyTo(whole.Columns.AsSpan(next[row]));
            values.AsSpan(offsets[row], length).CopyTo(whole.Values.AsSpan(next[row]));
            for (int k = offsets[row]; k < offsets[row + 1]; k++)
            {
                if (columns[k] != row) whole.Put(next[columns[k]]++, row, values[k]);
            }
        }
        return whole;
    }

    // Turns the number of entries of row r, at r + 1, into offsets.
    private static CompressedRows Allocate(int[] counts)
    {
        for (int row = 1; row < counts.Length; row++) counts[row] += counts[row - 1];
        return new CompressedRows(
            counts, GC.AllocateUninitializedArray<int>(counts[^1]), GC.AllocateUninitializedArray<double>(counts[^1]));
    }

    private void Put(int place, int column, double value)
    {
        columns[place] = column;
        values[place] = value;
    }
}
