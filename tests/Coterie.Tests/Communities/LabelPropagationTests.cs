using Coterie.Communities;
using Coterie.Graphs;
using Coterie.Quality;
using CsCheck;

namespace Coterie.Tests.Communities;

public class LabelPropagationTests
{
    [Fact]
    public void At_the_end_no_label_has_more_of_a_vertexs_weight_than_its_own()
    {
        Gen.Select(RandomGraphs.Weighted, Gen.Int[0, 1000]).Sample((graph, seed) =>
        {
            ReadOnlySpan<int> membership = Find(graph, seed).Membership;
            for (int v = 0; v < graph.VertexCount; v++)
            {
                double[] weights = new double[graph.VertexCount];
                for (int k = 0; k < graph.Neighbours(v).Length; k++)
                {
                    int u = graph.Neighbours(v)[k];
                    if (u != v) weights[membership[u]] += graph.Weights(v)[k];
                }
                // A vertex without neighbours is alone.
                Assert.True(weights[membership[v]] >= weights.Max() - 1e-9);
            }
        });
    }

    [Fact]
    public void Communities_do_not_span_parts_that_no_edge_joins()
    {
        Gen.Select(RandomGraphs.Weighted, Gen.Int[0, 1000]).Sample((graph, seed) =>
        {
            Partition found = Find(graph, seed);
            Partition components = new(ConnectedParts.Split(graph, new int[graph.VertexCount]));
            for (int v = 0; v < graph.VertexCount; v++)
            {
                for (int u = 0; u < v; u++)
                {
                    if (found.Membership[u] == found.Membership[v]) Assert.Equal(components.Membership[u], components.Membership[v]);
                }
            }
        });
    }

    [Fact]
    public void Cliques_joined_by_single_edges_are_found()
    {
        List<Edge> edges = [];
        for (int clique = 0; clique < 5; clique++)
        {
            int first = 6 * clique;
            for (int a = 0; a < 6; a++)
            {
                for (int b = 0; b < a; b++) edges.Add(new Edge(first + b, first + a, 1));
            }
            edges.Add(new Edge(first, (first + 7) % 30, 0.5));
        }
        WeightedGraph graph = WeightedGraph.FromEdges(30, [.. edges]);

        Partition found = FoundCommunities.BestOf(new LabelPropagation(), graph, gamma: 1, seed: 1).Partition;

        Assert.Equal(Enumerable.Range(0, 30).Select(v => v / 6), found.Membership.ToArray());
    }

    [Fact]
    public void The_same_seed_gives_the_same_communities()
    {
        Gen.Select(RandomGraphs.Weighted, Gen.Int[0, 1000]).Sample((graph, seed) =>
            Assert.Equal(Find(graph, seed).Membership, Find(graph, seed).Membership));
    }

    private static Partition Find(WeightedGraph graph, int seed)
    {
        return new LabelPropagation().Starts(graph, new Modularity(), seed).First();
    }
}
