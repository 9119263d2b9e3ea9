using Coterie.Communities;
using Coterie.Graphs;
using Coterie.Quality;
using Coterie.Tests.Communities;
using CsCheck;

namespace Coterie.Tests.Quality;

public class ConstantPottsTests
{
    [Fact]
    public void It_equals_its_sum_over_pairs()
    {
        Gen.Select(RandomGraphs.WithPartition, Gen.Double[0, 3]).Sample((input, gamma) =>
        {
            (WeightedGraph graph, Partition partition) = input;
            double sum = 0;
            for (int v = 0; v < graph.VertexCount; v++)
            {
                for (int w = 0; w <= v; w++)
                {
                    if (partition.Membership[v] != partition.Membership[w]) continue;
                    sum += graph.Weight(v, w) - (v == w ? 0 : gamma);
                }
            }

            double? found = new ConstantPotts(gamma).Evaluate(graph, partition);

            if (graph.EdgeCount == 0) Assert.Null(found);
            else Assert.Equal(sum, found!.Value, 1e-9);
        });
    }

    [Fact]
    public void No_move_of_a_single_vertex_raises_what_Louvain_and_Leiden_find()
    {
        Gen.Select(RandomGraphs.Weighted, Gen.Double[0.05, 3], Gen.Int[0, 1000]).Sample((graph, gamma, seed) =>
        {
            if (graph.EdgeCount == 0) return;
            ConstantPotts quality = new(gamma);
            foreach (Partition found in new[] { Louvain.Find(graph, quality, seed), Leiden.Find(graph, quality, seed) })
            {
                double best = quality.Evaluate(graph, found)!.Value;
                int[] labels = [.. found.Membership];
                for (int v = 0; v < labels.Length; v++)
                {
                    int own = labels[v];
                    for (int community = 0; community <= found.Count; community++)
                    {
                        labels[v] = community;
                        Assert.True(quality.Evaluate(graph, new Partition(labels))!.Value <= best + 1e-6);
                    }
                    labels[v] = own;
                }
            }
        });
    }

    [Fact]
    public void Cliques_stay_apart_however_many_there_are()
    {
        // Modularity joins pairs of small cliques once the ring is long enough (Fortunato and Barthélemy 2007).
        const int cliques = 60, size = 4;
        List<Edge> edges = [];
        for (int clique = 0; clique < cliques; clique++)
        {
            int first = clique * size;
            for (int a = 0; a < size; a++)
            {
                for (int b = 0; b < a; b++) edges.Add(new Edge(first + b, first + a, 1));
            }
            edges.Add(new Edge(first, (first + size) % (cliques * size), 1));
        }
        WeightedGraph graph = WeightedGraph.FromEdges(cliques * size, [.. edges]);

        Assert.Equal(cliques, Leiden.Find(graph, new ConstantPotts(0.5), seed: 1).Count);
        Assert.Equal(cliques, Louvain.Find(graph, new ConstantPotts(0.5), seed: 1).Count);
        Assert.InRange(Leiden.Find(graph, new Modularity(), seed: 1).Count, 2, cliques - 1);
    }

    [Fact]
    public void A_resolution_is_finite_and_not_negative()
    {
        Assert.Throws<ArgumentOutOfRangeException>("gamma", () => new ConstantPotts(-1));
        Assert.Throws<ArgumentOutOfRangeException>("gamma", () => new ConstantPotts(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("gamma", () => new Modularity(double.PositiveInfinity));
    }
}
