using Coterie.Graphs;

namespace Coterie.Communities;

/// <summary>
/// Divides communities if that raises quality. A search that moves one vertex, or one part of a community, at a time cannot undo the
/// joining of two communities, because every single move on the way lowers quality. Searched on its own, such a community separates again.
/// </summary>
internal static class Division
{
    /// <summary>Divides communities. Cost: O(V + E), and the cost of the search on the edges within communities.</summary>
    /// <param name="level">The graph.</param>
    /// <param name="labels">The community of each vertex, in <c>0..vertices-1</c>; receives the better ones.</param>
    /// <param name="search">
    /// Finds communities, given the graph without the edges between communities but with the same strengths; they lie within the old ones.
    /// </param>
    /// <returns>By how much <c>Σ_c [w_c − ρ/2 · S_c²]</c> rose.</returns>
    public static double Improve(Level level, Span<int> labels, Func<Level, int[]> search)
    {
        Level within = level.With(Within(level.Graph, labels));
        int[] parts = search(within);
        double[] gains = Gains(within, labels, parts);
        double gain = 0;
        int[] whole = new int[labels.Length];
        Array.Fill(whole, -1);
        for (int v = 0; v < parts.Length; v++)
        {
            // A community that stays whole takes the label of its first vertex's part.
            int community = labels[v];
            ref int label = ref whole[community];
            if (label < 0)
            {
                label = parts[v];
                gain += Math.Max(0, gains[community]);
            }
            labels[v] = gains[community] > 0 ? parts[v] : label;
        }
        return gain;
    }

    // The edges that leave a vertex's community become a self-loop, which keeps the vertex's strength and affects no move.
    private static WeightedGraph Within(WeightedGraph graph, ReadOnlySpan<int> labels)
    {
        int[] offsets = new int[labels.Length + 1];
        int most = labels.Length;
        for (int v = 0; v < labels.Length; v++) most += graph.Neighbours(v).Length;
        int[] columns = GC.AllocateUninitializedArray<int>(most);
        double[] weights = GC.AllocateUninitializedArray<double>(most);
        int end = 0;
        for (int v = 0; v < labels.Length; v++)
        {
            ReadOnlySpan<int> row = graph.Neighbours(v);
            ReadOnlySpan<double> rowWeights = graph.Weights(v);
            double outward = 0;
            for (int k = 0; k < row.Length; k++)
            {
                if (row[k] == v)
                {
                    outward += 2 * rowWeights[k];
                }
                else if (labels[row[k]] != labels[v])
                {
                    outward += rowWeights[k];
                }
                else
                {
                    (columns[end], weights[end++]) = (row[k], rowWeights[k]);
                }
            }
            if (outward > 0) (columns[end], weights[end++]) = (v, outward / 2);
            offsets[v + 1] = end;
        }
        // The matrix is symmetric; transposing it puts its columns in order.
        return new WeightedGraph(new CompressedRows(offsets, columns, weights).Transposed());
    }

    // The gain of dividing each community: it loses the edges between its parts, and the weight expected there no longer counts.
    private static double[] Gains(Level within, ReadOnlySpan<int> labels, ReadOnlySpan<int> parts)
    {
        ReadOnlySpan<double> sizes = within.Sizes;
        double[] communitySizes = new double[labels.Length];
        double[] partSizes = new double[labels.Length];
        double[] gains = new double[labels.Length];
        for (int v = 0; v < labels.Length; v++)
        {
            communitySizes[labels[v]] += sizes[v];
            partSizes[parts[v]] += sizes[v];
            ReadOnlySpan<int> row = within.Graph.Neighbours(v);
            ReadOnlySpan<double> rowWeights = within.Graph.Weights(v);
            double cut = 0;
            for (int k = 0; k < row.Length; k++)
            {
                if (parts[row[k]] != parts[v]) cut += rowWeights[k];
            }
            gains[labels[v]] -= cut / 2;
        }
        for (int v = 0; v < labels.Length; v++)
        {
            gains[labels[v]] += within.Penalty / 2 * sizes[v] * (communitySizes[labels[v]] - partSizes[parts[v]]);
        }
        return gains;
    }
}
