using Coterie.Graphs;

namespace Coterie.Communities;

/// <summary>
/// Leiden's second phase: rebuilds each community from single vertices by merging only what is well connected within it, so that the next
/// level can take apart what local moving should not have joined.
/// </summary>
/// <remarks>Traag, Waltman and van Eck, Sci. Rep. 9, 5233 (2019): RefinePartition and MergeNodesSubset.</remarks>
/// <param name="vertexCount">The most vertices any level has; one instance serves every level.</param>
/// <param name="temperature">
/// How random the choice is among the parts that a vertex gains by joining: a gain g has a probability in proportion to
/// exp(g / temperature).
/// </param>
/// <param name="random">Decides the order and the choices.</param>
internal sealed class Refinement(int vertexCount, double temperature, Random random)
{
    // The logarithm of a probability so small that it vanishes when added to 1.
    private const double Negligible = -40;

    private readonly int[] order = new int[vertexCount];
    private readonly double[] communitySizes = new double[vertexCount];
    private readonly double[] partSizes = new double[vertexCount];
    // The weight from each part to the rest of its community.
    private readonly double[] cuts = new double[vertexCount];
    private readonly bool[] merged = new bool[vertexCount];
    private readonly double[] links = new double[vertexCount];
    private readonly int[] touched = new int[vertexCount];
    private readonly double[] gains = new double[vertexCount];
    private double penalty;

    /// <summary>Splits communities into well-connected parts. Cost: O(V + E).</summary>
    /// <param name="level">The graph.</param>
    /// <param name="labels">The community of each vertex.</param>
    /// <returns>The part of each vertex; each part is connected and lies within one community.</returns>
    public int[] Split(Level level, ReadOnlySpan<int> labels)
    {
        int[] parts = Labels.Singletons(labels.Length);
        Begin(level, labels);
        foreach (int v in order.AsSpan(0, parts.Length))
        {
            double communitySize = communitySizes[labels[v]];
            if (merged[v] || !IsWellConnected(v, communitySize)) continue;
            int count = Gather(level.Graph, labels, parts, v);
            int part = Choose(v, count, communitySize);
            if (part != v)
            {
                cuts[part] += cuts[v] - 2 * links[part];
                partSizes[part] += partSizes[v];
                parts[v] = part;
                merged[v] = merged[part] = true;
            }
            foreach (int touchedPart in touched.AsSpan(0, count)) links[touchedPart] = 0;
        }
        return parts;
    }

    private void Begin(Level level, ReadOnlySpan<int> labels)
    {
        WeightedGraph graph = level.Graph;
        ReadOnlySpan<double> sizes = level.Sizes;
        penalty = level.Penalty;
        int n = labels.Length;
        Array.Clear(communitySizes, 0, n);
        Array.Clear(merged, 0, n);
        for (int v = 0; v < n; v++)
        {
            order[v] = v;
            partSizes[v] = sizes[v];
            communitySizes[labels[v]] += sizes[v];
            ReadOnlySpan<int> neighbours = graph.Neighbours(v);
            ReadOnlySpan<double> weights = graph.Weights(v);
            double cut = 0;
            for (int k = 0; k < neighbours.Length; k++)
            {
                if (neighbours[k] != v && labels[neighbours[k]] == labels[v]) cut += weights[k];
            }
            cuts[v] = cut;
        }
        random.Shuffle(order.AsSpan(0, n));
    }

    private bool IsWellConnected(int part, double communitySize)
    {
        return cuts[part] >= penalty * partSizes[part] * (communitySize - partSizes[part]);
    }

    // Adds up the weight from a vertex to each part of its community, and lists the parts.
    private int Gather(WeightedGraph graph, ReadOnlySpan<int> labels, ReadOnlySpan<int> parts, int vertex)
    {
        ReadOnlySpan<int> neighbours = graph.Neighbours(vertex);
        ReadOnlySpan<double> weights = graph.Weights(vertex);
        int count = 0;
        for (int k = 0; k < neighbours.Length; k++)
        {
            int u = neighbours[k];
            if (u == vertex || labels[u] != labels[vertex]) continue;
            int part = parts[u];
            if (links[part] == 0) touched[count++] = part;
            links[part] += weights[k];
        }
        return count;
    }

    // The vertex itself stands for staying alone, which gains 0.
    private int Choose(int vertex, int count, double communitySize)
    {
        double best = 0;
        for (int k = 0; k < count; k++)
        {
            int part = touched[k];
            gains[k] = IsWellConnected(part, communitySize) ? links[part] - penalty * partSizes[vertex] * partSizes[part] : -1;
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
