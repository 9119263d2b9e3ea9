using Coterie.Graphs;

namespace Coterie.Tests.Layout;

/// <summary>Random graphs with communities: vertices with the same remainder form one; four edges of five are inside one.</summary>
internal static class PlantedGraph
{
    public static WeightedGraph Of(int vertices, int edges, int groups, int seed)
    {
        Random random = new(seed);
        List<Edge> drawn = [];
        while (drawn.Count < edges)
        {
            int source = random.Next(vertices), target = random.Next(vertices);
            if (source == target || (vertices > groups && random.Next(5) > 0 && source % groups != target % groups)) continue;
            drawn.Add(new Edge(source, target, 0.5 + random.NextDouble()));
        }
        return WeightedGraph.FromEdges(vertices, [.. drawn]);
    }
}
