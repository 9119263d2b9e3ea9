using Coterie.Graphs;

namespace Coterie.Communities;

/// <summary>The graph between communities: the step from one level of Louvain and Leiden to the next.</summary>
/// <param name="vertexCount">The most vertices any level has; one instance with one set of scratch arrays serves every level.</param>
internal sealed class Aggregation(int vertexCount)
{
    private readonly int[] members = new int[vertexCount];
    private readonly int[] ends = new int[vertexCount];
    private readonly double[] links = new double[vertexCount];
    private int[] neighbours = new int[16];
    private double[] weights = new double[16];

    /// <summary>
    /// Makes each community a vertex; the weight inside it becomes a self-loop, so that strengths and quality carry over. Cost: O(V + E).
    /// </summary>
    /// <param name="level">The level below.</param>
    /// <param name="labels">The community of each vertex, in <c>0..count-1</c>, none empty.</param>
    /// <param name="count">How many communities.</param>
    public Level Of(Level level, ReadOnlySpan<int> labels, int count)
    {
        Group(labels, count);
        int[] offsets = new int[count + 1];
        int end = 0;
        for (int c = 0, first = 0; c < count; c++)
        {
            foreach (int v in members.AsSpan(first..ends[c])) end = Gather(level.Graph, labels, v, offsets[c], end);
            first = ends[c];
            offsets[c + 1] = end;
            for (int k = offsets[c]; k < end; k++)
            {
                int target = neighbours[k];
                // An edge inside was met from both its ends.
                weights[k] = target == c ? links[target] / 2 : links[target];
                links[target] = 0;
            }
        }
        // The matrix is symmetric; transposing it puts its columns in order.
        return level.Above(new WeightedGraph(new CompressedRows(offsets, neighbours, weights).Transposed()), labels);
    }

    // Adds up the weight from a vertex to each community, and appends the communities to the row that begins at start.
    private int Gather(WeightedGraph graph, ReadOnlySpan<int> labels, int vertex, int start, int end)
    {
        ReadOnlySpan<int> row = graph.Neighbours(vertex);
        ReadOnlySpan<double> rowWeights = graph.Weights(vertex);
        int most = start + Math.Min(end - start + row.Length, members.Length);
        if (most > neighbours.Length) Grow(most);
        for (int k = 0; k < row.Length; k++)
        {
            int target = labels[row[k]];
            if (links[target] == 0) neighbours[end++] = target;
            links[target] += row[k] == vertex ? 2 * rowWeights[k] : rowWeights[k];
        }
        return end;
    }

    // Lists the vertices of community after community.
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
}
