using Coterie.Graphs;
using Coterie.Quality;
using Coterie.Tests.Communities;
using CsCheck;

namespace Coterie.Tests.Quality;

public class ModularityTests
{
    // Two triangles joined by one edge: 7 edges, 3 inside each triangle; the strengths of each add up to 7.
    private static readonly WeightedGraph TwoTriangles = WeightedGraph.FromEdges(
        6, [new(0, 1, 1), new(1, 2, 1), new(2, 0, 1), new(3, 4, 1), new(4, 5, 1), new(5, 3, 1), new(2, 3, 1)]);

    [Fact]
    public void Two_triangles_joined_by_an_edge()
    {
        Partition triangles = new([0, 0, 0, 1, 1, 1]);

        Assert.Equal(6.0 / 7 - 1.0 / 2, new Modularity().Evaluate(TwoTriangles, triangles)!.Value, 1e-15);
        Assert.Equal(6.0 / 7 - 2 * 1.0 / 2, new Modularity(2).Evaluate(TwoTriangles, triangles)!.Value, 1e-15);
        Assert.Equal(0, new Modularity().Evaluate(TwoTriangles, new Partition(new int[6]))!.Value, 1e-15);
    }

    [Fact]
    public void A_self_loop_counts_twice()
    {
        // m = 3, strengths 5 and 1; with each vertex alone, 2/3 is inside and (25 + 1) / 36 expected.
        WeightedGraph graph = WeightedGraph.FromEdges(2, [new(0, 0, 2), new(0, 1, 1)]);

        Assert.Equal(2.0 / 3 - 26.0 / 36, new Modularity().Evaluate(graph, new Partition([0, 1]))!.Value, 1e-15);
    }

    [Fact]
    public void A_graph_without_edges_has_no_modularity()
    {
        WeightedGraph graph = WeightedGraph.FromEdges(3, []);

        Assert.Null(new Modularity().Evaluate(graph, new Partition([0, 1, 2])));
        Assert.Null(OverlappingModularity.Shen(graph, new Cover(3, [[0, 1]])));
        Assert.Null(OverlappingModularity.Chen(graph, new Cover(3, [[0, 1]])));
    }

    [Fact]
    public void Communities_must_be_of_the_graphs_vertices()
    {
        Assert.Throws<ArgumentException>(() => new Modularity().Evaluate(TwoTriangles, new Partition([0, 1])));
        Assert.Throws<ArgumentException>(() => OverlappingModularity.Shen(TwoTriangles, new Cover(5, [])));
        Assert.Throws<ArgumentException>(() => OverlappingModularity.Chen(TwoTriangles, new Cover(5, [])));
    }

    [Fact]
    public void Newman_equals_its_double_sum()
    {
        Gen.Select(RandomGraphs.WithPartition, Gen.Double[0, 3]).Sample((input, gamma) =>
        {
            (WeightedGraph graph, Partition partition) = input;
            ReadOnlySpan<int> membership = partition.Membership;
            double sum = 0;
            for (int v = 0; v < graph.VertexCount; v++)
            {
                for (int w = 0; w < graph.VertexCount; w++)
                {
                    if (membership[v] == membership[w]) sum += Surplus(graph, v, w, gamma);
                }
            }
            AssertEqual(sum, graph, new Modularity(gamma).Evaluate(graph, partition));
        });
    }

    [Fact]
    public void Shen_equals_its_double_sum()
    {
        RandomGraphs.WithCover.Sample((graph, cover) =>
        {
            WeightedGraph adjacency = graph.Unweighted();
            double sum = OverCommunities(adjacency, cover, (_, v) => 1.0 / cover.Memberships[v]);
            AssertEqual(sum, adjacency, OverlappingModularity.Shen(graph, cover));
        });
    }

    [Fact]
    public void Chen_equals_its_double_sum()
    {
        RandomGraphs.WithCover.Sample((graph, cover) =>
        {
            double Into(int c, int v) => cover[c].Contains(v) ? cover[c].ToArray().Sum(w => Adjacency(graph, v, w)) : 0;
            double Alpha(int c, int v)
            {
                double all = Enumerable.Range(0, cover.Count).Sum(other => Into(other, v));
                return all > 0 ? Into(c, v) / all : 1.0 / cover.Memberships[v];
            }
            AssertEqual(OverCommunities(graph, cover, Alpha), graph, OverlappingModularity.Chen(graph, cover));
        });
    }

    [Fact]
    public void Chen_shares_a_vertex_by_its_weight()
    {
        // Vertex 1 has weight 3 into {0, 1} and 1 into {1, 2}: it belongs to them by 3/4 and 1/4. m = 4, strengths 3, 4, 1.
        WeightedGraph graph = WeightedGraph.FromEdges(3, [new(0, 1, 3), new(1, 2, 1)]);
        Cover cover = new(3, [[0, 1], [1, 2]]);
        double left = 2 * 3 * 0.75 / 8 - 6.0 / 8 * (6.0 / 8);
        double right = 2 * 1 * 0.25 / 8 - 2.0 / 8 * (2.0 / 8);

        Assert.Equal(left + right, OverlappingModularity.Chen(graph, cover)!.Value, 1e-15);
    }

    [Fact]
    public void Shen_shares_a_vertex_equally()
    {
        // The same graph as 0/1: m = 2, degrees 1, 2, 1, and the middle belongs to both by 1/2.
        WeightedGraph graph = WeightedGraph.FromEdges(3, [new(0, 1, 3), new(1, 2, 1)]);
        Cover cover = new(3, [[0, 1], [1, 2]]);

        Assert.Equal(2 * (2 * 0.5 / 4 - 2.0 / 4 * (2.0 / 4)), OverlappingModularity.Shen(graph, cover)!.Value, 1e-15);
    }

    [Fact]
    public void Without_overlap_both_forms_are_Newmans()
    {
        RandomGraphs.WithPartition.Sample((graph, partition) =>
        {
            Cover cover = RandomGraphs.Cover(partition);
            AssertEqual(new Modularity().Evaluate(graph, partition), OverlappingModularity.Chen(graph, cover));
            AssertEqual(new Modularity().Evaluate(graph.Unweighted(), partition), OverlappingModularity.Shen(graph, cover));
        });
    }

    [Fact]
    public void Renaming_the_vertices_changes_nothing()
    {
        Gen.Select(RandomGraphs.WithCover, Gen.Int).Sample((input, seed) =>
        {
            (WeightedGraph graph, Cover cover) = input;
            int n = graph.VertexCount;
            int[] name = [.. Enumerable.Range(0, n)];
            new Random(seed).Shuffle(name);
            WeightedGraph renamed = WeightedGraph.FromEdges(
                n, [.. graph.Edges().Select(edge => new Edge(name[edge.Target], name[edge.Source], edge.Weight))]);
            Cover renamedCover = new(
                n, [.. Enumerable.Range(0, cover.Count).Select(c => cover[c].ToArray().Select(v => name[v]).ToArray())]);
            int[] labels = [.. Enumerable.Range(0, n).Select(v => cover.Memberships[v])];
            int[] renamedLabels = new int[n];
            for (int v = 0; v < n; v++) renamedLabels[name[v]] = labels[v];

            AssertEqual(
                new Modularity().Evaluate(graph, new Partition(labels)),
                new Modularity().Evaluate(renamed, new Partition(renamedLabels)));
            AssertEqual(OverlappingModularity.Shen(graph, cover), OverlappingModularity.Shen(renamed, renamedCover));
            AssertEqual(OverlappingModularity.Chen(graph, cover), OverlappingModularity.Chen(renamed, renamedCover));
        });
    }

    private static double OverCommunities(WeightedGraph graph, Cover cover, Func<int, int, double> belonging)
    {
        double sum = 0;
        for (int c = 0; c < cover.Count; c++)
        {
            foreach (int v in cover[c])
            {
                foreach (int w in cover[c]) sum += belonging(c, v) * belonging(c, w) * Surplus(graph, v, w, 1);
            }
        }
        return sum;
    }

    private static double Surplus(WeightedGraph graph, int v, int w, double gamma)
    {
        return Adjacency(graph, v, w) - gamma * graph.Strengths[v] * graph.Strengths[w] / (2 * graph.TotalWeight);
    }

    private static double Adjacency(WeightedGraph graph, int v, int w)
    {
        return v == w ? 2 * graph.Weight(v, v) : graph.Weight(v, w);
    }

    private static void AssertEqual(double sum, WeightedGraph graph, double? closed)
    {
        AssertEqual(graph.EdgeCount == 0 ? null : sum / (2 * graph.TotalWeight), closed);
    }

    private static void AssertEqual(double? expected, double? actual)
    {
        Assert.Equal(expected.HasValue, actual.HasValue);
        if (expected.HasValue) Assert.Equal(expected.Value, actual!.Value, 1e-12);
    }
}
