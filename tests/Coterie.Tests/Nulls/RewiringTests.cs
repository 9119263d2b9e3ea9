using Coterie.Graphs;
using Coterie.Nulls;
using Coterie.Numerics;
using CsCheck;

namespace Coterie.Tests.Nulls;

public class RewiringTests
{
    // Vertices up to beyond the size at which pairs are no longer bits.
    private static readonly Gen<WeightedGraph> Graphs =
        from n in Gen.OneOf(Gen.Int[2, 14], Gen.Const(9000))
        from ends in Gen.Select(Gen.Int[0, Math.Min(n, 14) - 1], Gen.Int[0, Math.Min(n, 14) - 1]).Array[0, 40]
        let pairs = ends.Where(pair => pair.Item1 != pair.Item2)
            .Select(pair => (Math.Min(pair.Item1, pair.Item2), Math.Max(pair.Item1, pair.Item2)))
        select WeightedGraph.FromEdges(n, [.. pairs.Distinct().Select((pair, k) => new Edge(pair.Item1, pair.Item2, 1 + k / 8.0))]);

    [Fact]
    public void Degrees_and_weights_are_kept_without_loops_or_double_edges()
    {
        Gen.Select(Graphs, Gen.Int).Sample((graph, seed) =>
        {
            WeightedGraph rewired = Rewiring.Of(graph, new SplitMix64(seed, 0, 0));

            Edge[] edges = [.. rewired.Edges()];
            // Two edges between the same vertices would have become one.
            Assert.Equal(graph.EdgeCount, edges.Length);
            Assert.DoesNotContain(edges, edge => edge.Source == edge.Target);
            Assert.Equal(graph.Edges().Select(edge => edge.Weight).Order(), edges.Select(edge => edge.Weight).Order());
            for (int v = 0; v < graph.VertexCount; v++) Assert.Equal(graph.Neighbours(v).Length, rewired.Neighbours(v).Length);
        });
    }

    [Fact]
    public void A_graph_without_a_possible_exchange_stays_as_it_is()
    {
        Edge[][] graphs =
        [
            [],
            [new(0, 1, 2)],
            // A star, a triangle, the complete graph of four.
            [new(0, 1, 1), new(0, 2, 2), new(0, 3, 3)],
            [new(0, 1, 1), new(0, 2, 2), new(1, 2, 3)],
            [new(0, 1, 1), new(0, 2, 2), new(0, 3, 3), new(1, 2, 4), new(1, 3, 5), new(2, 3, 6)],
        ];
        Assert.All(graphs, edges => Assert.Equal(edges, Rewiring.Of(WeightedGraph.FromEdges(4, edges), new SplitMix64(1, 0, 0)).Edges()));
    }

    [Fact]
    public void Two_edges_become_each_of_the_three_pairings_equally_often()
    {
        WeightedGraph graph = WeightedGraph.FromEdges(4, [new(0, 1, 1), new(2, 3, 2)]);
        int[] partners = new int[4];
        const int draws = 3000;
        for (int k = 0; k < draws; k++) partners[Rewiring.Of(graph, new SplitMix64(1, 0, k)).Neighbours(0)[0]]++;

        // Five standard deviations of a binomial.
        Assert.All(partners[1..], count => Assert.InRange(count, draws / 3 - 130, draws / 3 + 130));
    }
}
