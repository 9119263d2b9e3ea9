using Coterie.Communities;
using Coterie.Graphs;
using Coterie.Quality;
using CsCheck;

namespace Coterie.Tests.Communities;

public class DivisionTests
{
    [Fact]
    public void A_community_is_divided_if_and_only_if_that_raises_quality()
    {
        Gen.Select(RandomGraphs.WithPartition, Gen.Int[0, 2].Array[14], Gen.Double[0, 3]).Sample((input, picks, gamma) =>
        {
            (WeightedGraph graph, Partition partition) = input;
            if (graph.EdgeCount == 0) return;
            int[] labels = [.. partition.Membership];
            // Parts of communities, each labelled with its first vertex.
            (int, int)[] keys = [.. labels.Select((label, v) => (label, picks[v]))];
            int[] parts = [.. keys.Select(key => Array.IndexOf(keys, key))];
            double best = Newman(graph, labels, gamma), before = best;
            int[] expected = [.. labels.Select(label => 100 + label)];
            foreach (int community in labels.Distinct())
            {
                int[] divided = [.. expected.Select((label, v) => labels[v] == community ? parts[v] : label)];
                double quality = Newman(graph, divided, gamma);
                if (quality > best + 1e-12) (best, expected) = (quality, divided);
            }

            double gain = Division.Improve(Level.Lowest(graph, new Modularity(gamma)), labels, _ => parts);

            Assert.Equal(best, Newman(graph, labels, gamma), 1e-9);
            Assert.Equal(best - before, gain / graph.TotalWeight, 1e-9);
        });
    }

    [Fact]
    public void The_search_sees_the_edges_within_communities_and_all_strengths()
    {
        RandomGraphs.WithPartition.Sample(input =>
        {
            (WeightedGraph graph, Partition partition) = input;
            int[] labels = [.. partition.Membership];
            Division.Improve(Level.Lowest(graph, new Modularity()), labels, inner =>
            {
                WeightedGraph within = inner.Graph;
                Edge[] expected =
                [
                    .. graph.Edges()
                        .Where(edge => edge.Source != edge.Target
                            && partition.Membership[edge.Source] == partition.Membership[edge.Target]),
                ];
                Assert.Equal(expected, within.Edges().Where(edge => edge.Source != edge.Target));
                for (int v = 0; v < graph.VertexCount; v++)
                {
                    Assert.Equal(graph.Strengths[v], within.Strengths[v], 1e-9);
                    Assert.Equal(within.Neighbours(v).ToArray().Order(), within.Neighbours(v).ToArray());
                }
                Assert.All(within.Edges(), edge => Assert.True(edge.Weight > 0));
                return Labels.Singletons(graph.VertexCount);
            });
        });
    }

    [Fact]
    public void Joined_cliques_are_divided()
    {
        // A ring of six cliques, joined in pairs.
        const int size = 5;
        List<Edge> edges = [];
        for (int clique = 0; clique < 6; clique++)
        {
            int first = clique * size;
            for (int p = 0; p < size; p++)
            {
                for (int q = 0; q < p; q++) edges.Add(new Edge(first + q, first + p, 1));
            }
            edges.Add(new Edge(first, (first + size) % (6 * size), 1));
        }
        WeightedGraph graph = WeightedGraph.FromEdges(6 * size, [.. edges]);
        int[] labels = [.. Enumerable.Range(0, 6 * size).Select(v => v / (2 * size))];

        Division.Improve(
            Level.Lowest(graph, new Modularity()), labels, within => [.. Louvain.Find(within.Graph, new Modularity(), seed: 1).Membership]);

        Assert.Equal(Enumerable.Range(0, 6 * size).Select(v => v / size), new Partition(labels).Membership.ToArray());
    }

    private static double Newman(WeightedGraph graph, int[] labels, double gamma)
    {
        return new Modularity(gamma).Evaluate(graph, new Partition(labels))!.Value;
    }
}
