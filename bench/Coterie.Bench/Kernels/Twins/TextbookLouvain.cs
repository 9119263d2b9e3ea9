using Coterie.Graphs;

namespace Coterie.Bench.Kernels.Twins;

/// <summary>
/// The Louvain method as published (Blondel, Guillaume, Lambiotte and Lefebvre, 2008), with a dictionary for each vertex's neighbours:
/// passes over all vertices until none moves, then the same among the communities.
/// </summary>
internal static class TextbookLouvain
{
    public static int[] Find(WeightedGraph graph, double gamma)
    {
        Dictionary<int, double>[] rows = [.. Enumerable.Range(0, graph.VertexCount).Select(_ => new Dictionary<int, double>())];
        foreach (Edge edge in graph.Edges())
        {
            rows[edge.Source][edge.Target] = edge.Weight;
            rows[edge.Target][edge.Source] = edge.Weight;
        }
        int[] membership = [.. Enumerable.Range(0, rows.Length)];
        while (true)
        {
            int[] labels = Move(rows, gamma);
            int[] distinct = [.. labels.Distinct()];
            Dictionary<int, int> number = distinct.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
            for (int v = 0; v < membership.Length; v++) membership[v] = number[labels[membership[v]]];
            if (distinct.Length == rows.Length) return membership;
            rows = Join(rows, [.. labels.Select(label => number[label])], distinct.Length);
        }
    }

    private static int[] Move(Dictionary<int, double>[] rows, double gamma)
    {
        int[] labels = [.. Enumerable.Range(0, rows.Length)];
        // A community's edges to itself are in its row twice.
        double[] strengths = [.. rows.Select(row => row.Values.Sum())];
        double[] totals = [.. strengths];
        double twice = strengths.Sum();
        for (bool moved = true; moved;)
        {
            moved = false;
            for (int v = 0; v < rows.Length; v++)
            {
                Dictionary<int, double> links = new() { [labels[v]] = 0 };
                foreach ((int w, double weight) in rows[v])
                {
                    if (w != v) links[labels[w]] = links.GetValueOrDefault(labels[w]) + weight;
                }
                totals[labels[v]] -= strengths[v];
                double stay = Value(labels[v]);
                int best = links.Keys.MaxBy(Value);
                if (Value(best) > stay + 1e-12 * twice)
                {
                    labels[v] = best;
                    moved = true;
                }
                totals[labels[v]] += strengths[v];

                double Value(int label) => links[label] - gamma * strengths[v] * totals[label] / twice;
            }
        }
        return labels;
    }

    private static Dictionary<int, double>[] Join(Dictionary<int, double>[] rows, int[] labels, int count)
    {
        Dictionary<int, double>[] joined = [.. Enumerable.Range(0, count).Select(_ => new Dictionary<int, double>())];
        for (int v = 0; v < rows.Length; v++)
        {
            foreach ((int w, double weight) in rows[v])
            {
                Dictionary<int, double> row = joined[labels[v]];
                row[labels[w]] = row.GetValueOrDefault(labels[w]) + weight;
            }
        }
        return joined;
    }
}
