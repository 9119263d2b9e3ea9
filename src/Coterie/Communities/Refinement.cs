using Coterie.Graphs;
using Coterie.Numerics;

namespace Coterie.Communities;

/// <summary>
/// Leiden's second phase: rebuilds each community from single vertices, by merging only what is well connected within it, so
/// that the next level can take apart what local moving should not have joined.
/// </summary>
/// <remarks>Traag, Waltman and van Eck, Sci. Rep. 9, 5233 (2019): RefinePartition and MergeNodesSubset.</remarks>
/// <param name="vertexCount">The most vertices any graph will have; one instance serves every level.</param>
/// <param name="penalty">γ / (2m) of the graph at the lowest level.</param>
/// <param name="temperature">
/// How freely a vertex picks among the parts it gains by joining: a gain g is picked in proportion to exp(g / temperature).
/// </param>
/// <param name="random">Gives the order and the picks.</param>
internal sealed class Refinement(int vertexCount, double penalty, double temperature, Random random)
{
    /// <summary>The logarithm of a share that is lost in the rounding of 1.</summary>
    private const double Negligible = -40;

    private readonly int[] order = new int[vertexCount];
    private readonly double[] communityTotals = new double[vertexCount];
    private readonly double[] totals = new double[vertexCount];
    // The weight from each part to the rest of its community.
    private readonly double[] cuts = new double[vertexCount];
    private readonly bool[] merged = new bool[vertexCount];
    private readonly double[] links = new double[vertexCount];
    // One place more, for a part written before it is known to be new.
    private readonly int[] touched = new int[vertexCount + 1];
    private readonly double[] gains = new double[vertexCount];

    /// <summary>Splits communities into well-connected parts. Cost: O(V + E).</summary>
    /// <param name="graph">A graph.</param>
    /// <param name="labels">The community of each vertex.</param>
    /// <returns>The part of each vertex; each part is connected and lies within one community.</returns>
    public int[] Split(WeightedGraph graph, ReadOnlySpan<int> labels)
    {
        int[] parts = Labels.Singletons(labels.Length);
        Begin(graph, labels);
        foreach (int v in order.AsSpan(0, parts.Length))
        {
            double total = communityTotals[labels[v]];
            if (merged[v] || !WellConnected(v, total)) continue;
            int count = Gather(graph, labels, parts, v);
            int part = Pick(v, count, total);
            if (part != v)
            {
                cuts[part] += cuts[v] - 2 * links[part];
                totals[part] += totals[v];
                parts[v] = part;
                merged[v] = merged[part] = true;
            }
            foreach (int touchedPart in touched.AsSpan(0, count)) links[touchedPart] = 0;
        }
        return parts;
    }

    private void Begin(WeightedGraph graph, ReadOnlySpan<int> labels)
    {
        int n = labels.Length;
        Array.Clear(communityTotals, 0, n);
        Array.Clear(merged, 0, n);
        for (int v = 0; v < n; v++)
        {
            order[v] = v;
            totals[v] = graph.Strengths[v];
            communityTotals[labels[v]] += totals[v];
            ReadOnlySpan<int> neighbours = graph.Neighbours(v);
            ReadOnlySpan<double> weights = graph.Weights(v)[..neighbours.Length];
            int own = labels[v];
            double cut = 0;
            for (int k = 0; k < neighbours.Length; k++)
            {
                if (neighbours[k] != v) cut += Branchless.Where(labels[neighbours[k]] == own, weights[k]);
            }
            cuts[v] = cut;
        }
        random.Shuffle(order.AsSpan(0, n));
    }

    private bool WellConnected(int part, double communityTotal)
    {
        return cuts[part] >= penalty * totals[part] * (communityTotal - totals[part]);
    }

    private int Gather(WeightedGraph graph, ReadOnlySpan<int> labels, ReadOnlySpan<int> parts, int vertex)
    {
        ReadOnlySpan<int> neighbours = graph.Neighbours(vertex);
        ReadOnlySpan<double> weights = graph.Weights(vertex)[..neighbours.Length];
        Span<double> into = links;
        Span<int> met = touched;
        int own = labels[vertex];
        int count = 0;
        for (int k = 0; k < neighbours.Length; k++)
        {
            int u = neighbours[k];
            if (u == vertex) continue;
            int part = parts[u];
            bool inside = labels[u] == own;
            ref double link = ref into[part];
            met[count] = part;
            count += (inside ? 1 : 0) & (BitConverter.DoubleToInt64Bits(link) == 0 ? 1 : 0);
            link += Branchless.Where(inside, weights[k]);
        }
        return count;
    }

    // The vertex itself stands for staying alone, which gains 0.
    private int Pick(int vertex, int count, double communityTotal)
    {
        double best = 0;
        for (int k = 0; k < count; k++)
        {
            int part = touched[k];
            gains[k] = WellConnected(part, communityTotal) ? links[part] - penalty * totals[vertex] * totals[part] : -1;
            best = Math.Max(best, gains[k]);
        }
        double alone = Math.Exp(-best / temperature);
        double sum = alone;
        for (int k = 0; k < count; k++)
        {
            double share = (gains[k] - best) / temperature;
            if (gains[k] >= 0 && share > Negligible) sum += Math.Exp(share);
            gains[k] = sum;
        }
        double draw = random.NextDouble() * sum;
        if (draw < alone) return vertex;
        for (int k = 0; k < count; k++)
        {
            if (draw < gains[k]) return touched[k];
        }
        return vertex;
    }
}
