using Coterie.Graphs;
using Coterie.Quality;

namespace Coterie.Communities;

/// <summary>
/// Label propagation: each vertex takes the label with the most weight among its neighbours, and this is repeated until every vertex has
/// such a label. It maximises no quality and has no resolution; a graph with one dense core is often a single community.
/// </summary>
/// <remarks>Raghavan, Albert and Kumara, Phys. Rev. E 76, 036106 (2007). Vertices are visited one by one in random order; among labels
/// with the same weight one is chosen at random.</remarks>
internal sealed class LabelPropagation : ICommunityMethod
{
    // Labels settle after about five rounds. Ties may change labels for ever; the labels after the last round are then the result.
    private const int MaxRounds = 100;

    /// <inheritdoc/>
    public string Name => "labelPropagation";

    /// <inheritdoc/>
    public string Title => "Label propagation";

    /// <inheritdoc/>
    public string Description => "each neuron takes the label of most of its neighbours' weight (Raghavan et al. 2007)";

    /// <inheritdoc/>
    public IQualityFunction Quality(double gamma) => new Modularity(gamma);

    /// <summary>Cost: O(V + E) for each round.</summary>
    /// <inheritdoc/>
    public IEnumerable<Partition> Starts(WeightedGraph graph, IQualityFunction quality, int seed)
    {
        for (int start = 0; ; start++) yield return Find(graph, new Random(unchecked(seed + start)));
    }

    private static Partition Find(WeightedGraph graph, Random random)
    {
        int[] labels = Labels.Singletons(graph.VertexCount);
        int[] order = Labels.Singletons(graph.VertexCount);
        double[] weights = new double[graph.VertexCount];
        List<int> met = [];
        bool changes = true;
        for (int round = 0; changes && round < MaxRounds; round++)
        {
            changes = false;
            random.Shuffle(order);
            foreach (int v in order)
            {
                int label = Heaviest(graph, labels, v, weights, met, random);
                changes |= label != labels[v];
                labels[v] = label;
            }
        }
        return new Partition(labels);
    }

    // Prefers the vertex's own label if it is among the heaviest, so that the search can end.
    private static int Heaviest(WeightedGraph graph, int[] labels, int vertex, double[] weights, List<int> met, Random random)
    {
        ReadOnlySpan<int> neighbours = graph.Neighbours(vertex);
        met.Clear();
        for (int k = 0; k < neighbours.Length; k++)
        {
            if (neighbours[k] == vertex) continue;
            int label = labels[neighbours[k]];
            if (weights[label] == 0) met.Add(label);
            weights[label] += graph.Weights(vertex)[k];
        }
        double best = 0;
        foreach (int label in met) best = Math.Max(best, weights[label]);
        int chosen = labels[vertex];
        if (best > 0 && weights[chosen] < best)
        {
            int[] heaviest = [.. met.Where(label => weights[label] == best)];
            chosen = heaviest[random.Next(heaviest.Length)];
        }
        foreach (int label in met) weights[label] = 0;
        return chosen;
    }
}
