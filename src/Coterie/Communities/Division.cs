using Coterie.Graphs;

namespace Coterie.Communities;

/// <summary>
/// Takes communities apart that are worth more in parts. A search that moves a vertex, or a part of a community, at a time does not
/// undo two communities that it has joined: on the way each move loses. Seen alone, such a community falls into its parts again.
/// </summary>
internal static class Division
{
    /// <summary>Divides communities. Cost: O(V + E), and that of the search on the edges within communities.</summary>
    /// <param name="graph">A graph.</param>
    /// <param name="labels">The community of each vertex, in <c>0..vertices-1</c>; receives the better ones.</param>
    /// <param name="penalty">γ / (2m).</param>
    /// <param name="search">
    /// Finds communities, given the graph without the edges between communities but with all its strengths; they lie within the old
    /// ones.
    /// </param>
    /// <returns>By how much modularity rose, times the graph's total weight.</returns>
    public static double Improve(WeightedGraph graph, Span<int> labels, double penalty, Func<WeightedGraph, int[]> search)
    {
        WeightedGraph within = Within(graph, labels);
        int[] parts = search(within);
        double[] gains = Gains(within, labels, parts, penalty);
        double gain = 0;
        int[] whole = new int[labels.Length];
        Array.Fill(whole, -1);
        for (int v = 0; v < parts.Length; v++)
        {
            // A community that stays is named by its first vertex's part.
            int community = labels[v];
            ref int name = ref whole[community];
            if (name < 0)
            {
                name = parts[v];
                gain += Math.Max(0, gains[community]);
            }
            labels[v] = gains[community] > 0 ? parts[v] : name;
        }
        return gain;
    }

    // What leads out of a vertex's community becomes a self-loop: that holds no vertex back, and each has the strength it had.
    private static WeightedGraph Within(WeightedGraph graph, ReadOnlySpan<int> labels)
    {
        int[] offsets = new int[labels.Length + 1];
        double[] outward = new double[labels.Length];
        for (int v = 0; v < labels.Length; v++)
        {
            ReadOnlySpan<int> row = graph.Neighbours(v);
            ReadOnlySpan<double> rowWeights = graph.Weights(v)[..row.Length];
            int inside = 0;
            for (int k = 0; k < row.Length; k++)
            {
                if (row[k] == v) outward[v] += 2 * rowWeights[k];
                else if (labels[row[k]] != labels[v]) outward[v] += rowWeights[k];
                else inside++;
            }
            offsets[v + 1] = offsets[v] + inside + (outward[v] > 0 ? 1 : 0);
        }
        int[] neighbours = GC.AllocateUninitializedArray<int>(offsets[^1]);
        double[] weights = GC.AllocateUninitializedArray<double>(neighbours.Length);
        for (int v = 0; v < labels.Length; v++)
        {
            ReadOnlySpan<int> row = graph.Neighbours(v);
            ReadOnlySpan<double> rowWeights = graph.Weights(v)[..row.Length];
            int at = offsets[v];
            bool loops = outward[v] > 0;
            for (int k = 0; k < row.Length; k++)
            {
                if (row[k] == v || labels[row[k]] != labels[v]) continue;
                if (loops && row[k] > v) Loop(v, ref at, ref loops);
                (neighbours[at], weights[at]) = (row[k], rowWeights[k]);
                at++;
            }
            if (loops) Loop(v, ref at, ref loops);
        }
        return WeightedGraph.FromRows(offsets, neighbours, weights);

        void Loop(int v, ref int at, ref bool loops)
        {
            (neighbours[at], weights[at]) = (v, outward[v] / 2);
            at++;
            loops = false;
        }
    }

    // What modularity gains, times the total weight, where a community becomes its parts: apart, two parts no longer have their edges
    // counted, nor what chance would put between them.
    private static double[] Gains(WeightedGraph within, ReadOnlySpan<int> labels, ReadOnlySpan<int> parts, double penalty)
    {
        double[] ofCommunities = new double[labels.Length];
        double[] ofParts = new double[labels.Length];
        double[] gains = new double[labels.Length];
        for (int v = 0; v < labels.Length; v++)
        {
            ofCommunities[labels[v]] += within.Strengths[v];
            ofParts[parts[v]] += within.Strengths[v];
            ReadOnlySpan<int> row = within.Neighbours(v);
            ReadOnlySpan<double> rowWeights = within.Weights(v);
            double cut = 0;
            for (int k = 0; k < row.Length; k++)
            {
                if (parts[row[k]] != parts[v]) cut += rowWeights[k];
            }
            gains[labels[v]] -= cut / 2;
        }
        for (int v = 0; v < labels.Length; v++)
        {
            gains[labels[v]] += penalty / 2 * within.Strengths[v] * (ofCommunities[labels[v]] - ofParts[parts[v]]);
        }
        return gains;
    }
}
