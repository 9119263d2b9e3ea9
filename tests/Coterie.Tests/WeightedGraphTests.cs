using Coterie.Graphs;
using CsCheck;

namespace Coterie.Tests;

public class WeightedGraphTests
{
    [Fact]
    public void Parallel_edges_add_up_and_a_self_loop_counts_twice_in_the_strength()
    {
        WeightedGraph graph = WeightedGraph.FromEdges(3, [new(0, 1, 1), new(1, 0, 2), new(2, 2, 5)]);

        Assert.Equal(2, graph.EdgeCount);
        Assert.Equal(8, graph.TotalWeight);
        Assert.Equal([3, 3, 10], graph.Strengths);
        Assert.Equal([new Edge(0, 1, 3), new Edge(2, 2, 5)], graph.Edges());
        Assert.Equal(3, graph.Weight(1, 0));
        Assert.Equal(0, graph.Weight(0, 2));
    }

    [Fact]
    public void Rows_are_those_of_the_adjacency_matrix()
    {
        Gen<Edge> edge = Gen.Select(Gen.Int[0, 11], Gen.Int[0, 11], Gen.Double[0.01, 5], (a, b, w) => new Edge(a, b, w));
        edge.Array[0, 80].Sample(edges =>
        {
            // Summed in the given order, so that the sums are equal to the last bit.
            double[,] matrix = new double[12, 12];
            foreach (Edge e in edges)
            {
                matrix[e.Source, e.Target] += e.Weight;
                if (e.Source != e.Target) matrix[e.Target, e.Source] += e.Weight;
            }
            WeightedGraph graph = WeightedGraph.FromEdges(12, edges);
            for (int v = 0; v < 12; v++)
            {
                int[] neighbours = [.. Enumerable.Range(0, 12).Where(u => matrix[v, u] > 0)];
                Assert.Equal(neighbours, graph.Neighbours(v));
                Assert.Equal([.. neighbours.Select(u => matrix[v, u])], graph.Weights(v));
            }
        });
    }

    [Fact]
    public void An_edge_must_join_vertices_and_weigh_something()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => WeightedGraph.FromEdges(2, [new(0, 2, 1)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => WeightedGraph.FromEdges(2, [new(-1, 0, 1)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => WeightedGraph.FromEdges(2, [new(0, 1, 0)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => WeightedGraph.FromEdges(2, [new(0, 1, double.NaN)]));
    }

    [Fact]
    public void A_partition_numbers_its_communities_by_size_then_lowest_vertex()
    {
        Partition partition = new([7, 3, 3, 9, 7, 3]);

        Assert.Equal([1, 0, 0, 2, 1, 0], partition.Membership);
        Assert.Equal([3, 2, 1], partition.Sizes);
    }

    [Fact]
    public void A_cover_counts_in_how_many_communities_each_vertex_is()
    {
        Cover cover = new(4, [[2, 0], [2, 1], []]);

        Assert.Equal([1, 1, 2, 0], cover.Memberships);
        Assert.Equal([0, 2], cover[0]);
        Assert.Throws<ArgumentException>(() => new Cover(2, [[0, 2]]));
        Assert.Throws<ArgumentException>(() => new Cover(2, [[1, 1]]));
    }
}
