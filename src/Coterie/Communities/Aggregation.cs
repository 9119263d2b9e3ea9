using Coterie.Graphs;

namespace Coterie.Communities;

/// <summary>The graph between communities: the step from one level of Louvain and Leiden to the next.</summary>
/// <param name="vertexCount">The most vertices any graph will have; one instance serves every level, with one set of scratch.</param>
internal sealed class Aggregation(int vertexCount)
{
    private readonly int[] members = new int[vertexCount];
    private readonly int[] ends = new int[vertexCount];
    private readonly double[] links = new double[vertexCount];
    private int[] neighbours = new int[16];
    private double[] weights = new double[16];

    /// <summary>
    /// Makes each community a vertex; the weight inside it becomes a self-loop, so that strengths and modularity carry over.
    /// Cost: O(V + E).
    /// </summary>
    /// <param name="graph">A graph.</param>
    /// <param name="labels">The community of each vertex, in <c>0..count-1</c>, none empty.</param>
    /// <param name="count">How many communities.</param>
    public WeightedGraph Of(WeightedGraph graph, ReadOnlySpan<int> labels, int count)
    {
        Group(labels, count);
        int[] offsets = new int[count + 1];
        int write = 0;
        for (int c = 0, first = 0; c < count; c++)
        {
            foreach (int v in members.AsSpan(first..ends[c])) write = Gather(graph, labels, v, offsets[c], write);
            first = ends[c];
            offsets[c + 1] = write;
            for (int k = offsets[c]; k < write; k++)
            {
                int target = neighbours[k];
                // An edge inside was met from both its ends.
                weights[k] = target == c ? links[target] / 2 : links[target];
                links[target] = 0;
            }
        }
        return Ascending(offsets);
    }

    // The target is always written, and counted only where it is new: a branch on that would be guessed wrong half the time.
    private int Gather(WeightedGraph graph, ReadOnlySpan<int> labels, int vertex, int start, int write)
    {
        ReadOnlySpan<int> row = graph.Neighbours(vertex);
        ReadOnlySpan<double> rowWeights = graph.Weights(vertex)[..row.Length];
        // One place more, for what is written and not counted.
        int most = start + Math.Min(write - start + row.Length, members.Length) + 1;
        if (most > neighbours.Length) Grow(most);
        Span<int> met = neighbours;
        Span<double> into = links;
        for (int k = 0; k < row.Length; k++)
        {
            int target = labels[row[k]];
            ref double link = ref into[target];
            met[write] = target;
            write += BitConverter.DoubleToInt64Bits(link) == 0 ? 1 : 0;
            link += row[k] == vertex ? 2 * rowWeights[k] : rowWeights[k];
        }
        return write;
    }

    private void Group(ReadOnlySpan<int> labels, int count)
    {
        Array.Clear(ends, 0, count);
        foreach (int label in labels) ends[label]++;
        for (int c = 0, start = 0; c < count; c++) (ends[c], start) = (start, start + ends[c]);
        for (int v = 0; v < labels.Length; v++) members[ends[labels[v]]++] = v;
    }

    private void Grow(int least)
    {
        Array.Resize(ref neighbours, Math.Max(least, (int)Math.Min(2L * neighbours.Length, Array.MaxLength)));
        Array.Resize(ref weights, neighbours.Length);
    }

    // The rows of a symmetric matrix, transposed, are the same rows with their columns in order: no sorting.
    private WeightedGraph Ascending(int[] offsets)
    {
        int count = offsets.Length - 1;
        int[] next = offsets[..count];
        int[] columns = GC.AllocateUninitializedArray<int>(offsets[count]);
        double[] values = GC.AllocateUninitializedArray<double>(columns.Length);
        for (int row = 0; row < count; row++)
        {
            for (int k = offsets[row]; k < offsets[row + 1]; k++)
            {
                int place = next[neighbours[k]]++;
                columns[place] = row;
                values[place] = weights[k];
            }
        }
        return WeightedGraph.FromRows(offsets, columns, values);
    }
}
