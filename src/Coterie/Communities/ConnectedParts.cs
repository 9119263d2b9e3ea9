using Coterie.Graphs;

namespace Coterie.Communities;

/// <summary>The connected parts of communities.</summary>
internal static class ConnectedParts
{
    /// <summary>Splits each community where no path within it joins its vertices. Cost: O(V + E).</summary>
    /// <param name="graph">A graph.</param>
    /// <param name="labels">The community of each vertex.</param>
    /// <returns>The part of each vertex, named by its lowest vertex.</returns>
    public static int[] Split(WeightedGraph graph, ReadOnlySpan<int> labels)
    {
        int[] parts = new int[labels.Length];
        Array.Fill(parts, -1);
        int[] stack = new int[labels.Length];
        for (int root = 0; root < parts.Length; root++)
        {
            if (parts[root] >= 0) continue;
            parts[root] = root;
            stack[0] = root;
            for (int depth = 1; depth > 0;)
            {
                int v = stack[--depth];
                foreach (int u in graph.Neighbours(v))
                {
                    if (parts[u] >= 0 || labels[u] != labels[v]) continue;
                    parts[u] = root;
                    stack[depth++] = u;
                }
            }
        }
        return parts;
    }
}
