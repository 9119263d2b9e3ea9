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
            foreach (int v in members.AsSpan(first..ends[c]))
            {
                ReadOnlySpan<int> row = graph.Neighbours(v);
                ReadOnlySpan<double> rowWeights = graph.Weights(v);
                for (int k = 0; k < row.Length; k++)
                {
                    int target = labels[row[k]];
                    ref double link = ref links[target];
                    if (link == 0)
                    {
                        if (write == neighbours.Length) Grow();
                        neighbours[write++] = target;
                    }
                    // An edge inside is met from both its ends, a self-loop once.
                    link += target == c && row[k] != v ? rowWeights[k] / 2 : rowWeights[k];
                }
            }
            first = ends[c];
            offsets[c + 1] = write;
            for (int k = offsets[c]; k < write; k++)
            {
                weights[k] = links[neighbours[k]];
                links[neighbours[k]] = 0;
            }
        }
        return Ascending(offsets);
    }

    private void Group(ReadOnlySpan<int> labels, int count)
    {
        Array.Clear(ends, 0, count);
        foreach (int label in labels) ends[label]++;
        for (int c = 0, start = 0; c < count; c++) (ends[c], start) = (start, start + ends[c]);
        for (int v = 0; v < labels.Length; v++) members[ends[labels[v]]++] = v;
    }

    private void Grow()
    {
        Array.Resize(ref neighbours, 2 * neighbours.Length);
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
