using Coterie.Onnx.Schema;

namespace Coterie.Onnx.Graph;

/// <summary>
/// Puts the nodes of a graph in the order of computation. The format asks for it, but ONNX Runtime takes them in any order, and some tools
/// that edit models append nodes.
/// </summary>
internal static class GraphOrder
{
    /// <summary>Sorts the nodes, and leaves those that are in order where they are.</summary>
    /// <param name="path">The model's file, for messages.</param>
    /// <param name="graph">The graph.</param>
    /// <exception cref="InputException">
    /// A node has no operator or no output, two have the same output, or some need each other's.
    /// </exception>
    public static void Sort(string path, GraphProto graph)
    {
        Dictionary<string, int> makers = new(StringComparer.Ordinal);
        for (int n = 0; n < graph.Node.Count; n++)
        {
            NodeProto node = graph.Node[n];
            if (node.OpType.Length == 0 || node.Output.Count == 0) throw Bad($"a node '{node.Name}' without operator or output");
            foreach (string output in node.Output.Where(output => output.Length > 0))
            {
                if (!makers.TryAdd(output, n)) throw Bad($"two nodes that make the value '{output}'");
            }
        }
        int[] waiting = new int[graph.Node.Count];
        List<int>[] next = [.. graph.Node.Select(_ => new List<int>())];
        for (int n = 0; n < graph.Node.Count; n++)
        {
            foreach (int maker in DataFlow.UsedBy(graph.Node[n]).Where(makers.ContainsKey).Select(input => makers[input]).Distinct())
            {
                next[maker].Add(n);
                waiting[n]++;
            }
        }
        PriorityQueue<int, int> ready = new();
        for (int n = 0; n < waiting.Length; n++)
        {
            if (waiting[n] == 0) ready.Enqueue(n, n);
        }
        List<int> order = [];
        while (ready.TryDequeue(out int n, out _))
        {
            order.Add(n);
            foreach (int user in next[n])
            {
                if (--waiting[user] == 0) ready.Enqueue(user, user);
            }
        }
        if (order.Count < graph.Node.Count) throw Bad("nodes that need each other's output");
        if (order.Index().All(entry => entry.Index == entry.Item)) return;
        NodeProto[] sorted = [.. order.Select(n => graph.Node[n])];
        graph.Node.Clear();
        graph.Node.AddRange(sorted);

        InputException Bad(string found) => new($"{path}: found {found}, expected a graph that can be computed node by node");
    }
}
