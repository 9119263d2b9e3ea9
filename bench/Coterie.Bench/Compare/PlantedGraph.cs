using Coterie.Graphs;

namespace Coterie.Bench.Compare;

/// <summary>
/// Random graphs with known communities. The sizes of the communities and the degrees within them follow power laws; three edges of ten
/// lead to any vertex.
/// </summary>
internal static class PlantedGraph
{
    private const double Outside = 0.3;

    public static WeightedGraph Generate(int vertices, int edges)
    {
        Random random = new(1);
        int[] starts = Communities(vertices, random);
        int[] communityOf = new int[vertices];
        for (int c = 0; c + 1 < starts.Length; c++) Array.Fill(communityOf, c, starts[c], starts[c + 1] - starts[c]);
        // As many distinct edges as asked for: those drawn twice are drawn again.
        HashSet<long> taken = new(edges);
        List<Edge> found = new(edges);
        while (found.Count < edges)
        {
            int source = random.Next(vertices);
            int community = communityOf[source];
            int size = starts[community + 1] - starts[community];
            int target = random.NextDouble() < Outside
                ? Skewed(random, vertices)
                : starts[community] + Skewed(random, size);
            if (source == target || !taken.Add(Math.Min(source, target) * (long)vertices + Math.Max(source, target))) continue;
            found.Add(new Edge(source, target, 0.5 + random.NextDouble()));
        }
        return WeightedGraph.FromEdges(vertices, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(found));
    }

    // Draws low numbers more often, which makes them hubs.
    private static int Skewed(Random random, int count)
    {
        double uniform = random.NextDouble();
        return (int)(count * uniform * Math.Sqrt(uniform));
    }

    // Sizes by a power law of exponent 2, with a minimum that grows with the graph.
    private static int[] Communities(int vertices, Random random)
    {
        double least = Math.Max(20, Math.Sqrt(vertices) / 2);
        List<int> starts = [0];
        while (starts[^1] < vertices)
        {
            int size = (int)Math.Min(least / (1 - random.NextDouble()), vertices / 5.0);
            int end = starts[^1] + size;
            starts.Add(vertices - end < least ? vertices : end);
        }
        return [.. starts];
    }
}
