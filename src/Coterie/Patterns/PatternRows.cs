using Coterie.Graphs;

namespace Coterie.Patterns;

/// <summary>The edges of an activation pattern graph (Eq. 6), computed a vertex at a time.</summary>
/// <remarks>
/// No more memory is taken than the finished graph has. A list of the edges of all classes, from which the graph was made before, took
/// twelve times as much where every neuron represents all of ten classes.
/// </remarks>
internal static class PatternRows
{
    /// <summary>The most entries that the matrix of a pattern graph has: each edge twice.</summary>
    /// <param name="vertices">How many vertices.</param>
    /// <param name="representatives">How many neurons represent each class.</param>
    public static long MostEntries(long vertices, IEnumerable<int> representatives)
    {
        return Math.Min(vertices * (vertices - 1), representatives.Sum(count => count * (count - 1L)));
    }

    /// <summary>The symmetric matrix of the weights.</summary>
    /// <param name="vertexCount">How many vertices.</param>
    /// <param name="classes">For each class its vertices, in the order of its representatives.</param>
    /// <param name="samples">The samples of each class: |D_i|.</param>
    /// <param name="coactivations">The co-activation counts.</param>
    /// <exception cref="InputException">There may be more edges than a graph can have.</exception>
    public static CompressedRows Of(
        int vertexCount, int[][] classes, ReadOnlySpan<long> samples, CoactivationCounts coactivations)
    {
        long most = MostEntries(vertexCount, classes.Select(list => list.Length));
        if (most > Array.MaxLength)
        {
            throw new InputException(
                $"{vertexCount} neurons that represent classes may have {most / 2} edges; "
                + $"expected at most {Array.MaxLength / 2}: take a smaller --top");
        }
        (int Class, int Rank)[][] represented = Represented(vertexCount, classes);
        int[] offsets = new int[vertexCount + 1];
        int[] columns = GC.AllocateUninitializedArray<int>((int)most);
        double[] values = GC.AllocateUninitializedArray<double>((int)most);
        // The row of one vertex: its weight to each other, and the others with any.
        double[] weights = new double[vertexCount];
        int[] met = new int[vertexCount];
        for (int v = 0; v < vertexCount; v++)
        {
            int count = 0;
            foreach ((int i, int q) in represented[v])
            {
                int[] members = classes[i];
                for (int p = 0; p < members.Length; p++)
                {
                    if (p == q) continue;
                    long together = coactivations[i, Math.Min(p, q), Math.Max(p, q)];
                    if (together == 0) continue;
                    if (weights[members[p]] == 0) met[count++] = members[p];
                    weights[members[p]] += together / (double)samples[i];
                }
            }
            Array.Sort(met, 0, count);
            int end = offsets[v];
            foreach (int u in met.AsSpan(0, count))
            {
                (columns[end], values[end++]) = (u, weights[u]);
                weights[u] = 0;
            }
            offsets[v + 1] = end;
        }
        return new CompressedRows(offsets, columns, values);
    }

    // For each vertex the classes it represents, ascending, with its rank among their representatives.
    private static (int Class, int Rank)[][] Represented(int vertexCount, int[][] classes)
    {
        List<(int, int)>[] lists = [.. Enumerable.Range(0, vertexCount).Select(_ => new List<(int, int)>(1))];
        for (int i = 0; i < classes.Length; i++)
        {
            for (int q = 0; q < classes[i].Length; q++) lists[classes[i][q]].Add((i, q));
        }
        return Array.ConvertAll(lists, list => list.ToArray());
    }
}
