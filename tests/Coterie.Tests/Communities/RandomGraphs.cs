using Coterie.Graphs;
using CsCheck;

namespace Coterie.Tests.Communities;

/// <summary>Random inputs: small enough for double sums, and with isolated vertices, self-loops and several components.</summary>
internal static class RandomGraphs
{
    public static Gen<WeightedGraph> Weighted { get; } = AnyGraph();

    public static Gen<(WeightedGraph Graph, Partition Partition)> WithPartition { get; } = Weighted.SelectMany(
        graph => Gen.Int[0, 4].Array[graph.VertexCount].Select(labels => (graph, new Partition(labels))));

    public static Gen<(WeightedGraph Graph, Cover Cover)> WithCover { get; } = Weighted.SelectMany(
        graph => Gen.Bool.Array[graph.VertexCount].Array[0, 5].Select(rows => (graph, Cover(rows, graph.VertexCount))));

    public static Cover Cover(Partition partition)
    {
        int[][] communities = [.. Enumerable.Range(0, partition.Count).Select(c => Members(partition, c))];
        return new Cover(partition.VertexCount, communities);
    }

    private static Gen<WeightedGraph> AnyGraph()
    {
        Gen<double> weight = Gen.OneOf(Gen.Const(1.0), Gen.Double[0.01, 5]);
        return Gen.Int[0, 14].SelectMany(n => n == 0
            ? Gen.Const(WeightedGraph.FromEdges(0, []))
            : Gen.Select(Gen.Int[0, n - 1], Gen.Int[0, n - 1], weight, (a, b, w) => new Edge(a, b, w)).Array[0, 3 * n]
                .Select(edges => WeightedGraph.FromEdges(n, edges)));
    }

    private static Cover Cover(bool[][] rows, int vertexCount)
    {
        return new Cover(vertexCount, [.. rows.Select(row => Enumerable.Range(0, vertexCount).Where(v => row[v]).ToArray())]);
    }

    private static int[] Members(Partition partition, int community)
    {
        return [.. Enumerable.Range(0, partition.VertexCount).Where(v => partition.Membership[v] == community)];
    }
}
