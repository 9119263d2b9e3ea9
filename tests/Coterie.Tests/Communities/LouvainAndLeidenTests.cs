using Coterie.Communities;
using Coterie.Graphs;
using Coterie.Quality;
using CsCheck;

namespace Coterie.Tests.Communities;

public class LouvainAndLeidenTests
{
    public delegate Partition Search(WeightedGraph graph, double gamma, int seed);

    public static TheoryData<Search> Searches { get; } =
    [
        (Search)((graph, gamma, seed) => Louvain.Find(graph, new Modularity(gamma), seed)),
        (Search)((graph, gamma, seed) => Leiden.Find(graph, new Modularity(gamma), seed)),
    ];

    private static readonly Gen<(WeightedGraph Graph, double Gamma, int Seed)> Inputs = Gen.Select(
        RandomGraphs.Weighted, Gen.OneOf(Gen.Const(0.0), Gen.Const(1.0), Gen.Double[0, 4]), Gen.Int);

    [Theory]
    [MemberData(nameof(Searches))]
    public void The_karate_clubs_best_partition_is_found(Search find)
    {
        double[] found = [.. Enumerable.Range(0, 10).Select(seed => Newman(KarateClub.Graph, find(KarateClub.Graph, 1, seed), 1))];

        Assert.Equal(KarateClub.HighestModularity, found.Max(), 1e-5);
    }

    [Theory]
    [MemberData(nameof(Searches))]
    public void A_ring_of_cliques_falls_into_its_cliques(Search find)
    {
        List<Edge> edges = [];
        for (int clique = 0; clique < 8; clique++)
        {
            for (int a = 0; a < 6; a++)
            {
                for (int b = 0; b < a; b++) edges.Add(new(6 * clique + a, 6 * clique + b, 0.5));
            }
            edges.Add(new(6 * clique, (6 * clique + 7) % 48, 0.5));
        }
        WeightedGraph graph = WeightedGraph.FromEdges(48, edges.ToArray());
        int[] cliques = [.. Enumerable.Range(0, 48).Select(v => v / 6)];

        Assert.Equal(cliques, find(graph, 1, 5).Membership);
    }

    [Theory]
    [MemberData(nameof(Searches))]
    public void Without_edges_every_vertex_is_alone(Search find)
    {
        Assert.Equal(0, find(WeightedGraph.FromEdges(0, []), 1, 1).Count);
        Assert.Equal(1, find(WeightedGraph.FromEdges(1, []), 1, 1).Count);
        Assert.Equal(4, find(WeightedGraph.FromEdges(4, []), 1, 1).Count);
        Assert.Equal(3, find(WeightedGraph.FromEdges(3, [new(0, 0, 2), new(1, 1, 3)]), 0.5, 1).Count);
    }

    [Theory]
    [MemberData(nameof(Searches))]
    public void A_resolution_is_finite_and_not_negative(Search find)
    {
        foreach (double gamma in new[] { -1, double.NaN, double.PositiveInfinity })
        {
            Assert.Throws<ArgumentOutOfRangeException>("gamma", () => find(KarateClub.Graph, gamma, 1));
        }
    }

    [Theory]
    [MemberData(nameof(Searches))]
    public void At_resolution_zero_the_communities_are_the_components(Search find)
    {
        Gen.Select(RandomGraphs.Weighted, Gen.Int).Sample((graph, seed) =>
        {
            Partition components = new(ConnectedParts.Split(graph, new int[graph.VertexCount]));
            Assert.Equal(components.Membership, find(graph, 0, seed).Membership);
        });
    }

    [Theory]
    [MemberData(nameof(Searches))]
    public void The_result_is_no_worse_than_one_community_or_one_for_each_vertex(Search find)
    {
        Inputs.Sample((graph, gamma, seed) =>
        {
            if (graph.EdgeCount == 0) return;
            int n = graph.VertexCount;
            double found = Newman(graph, find(graph, gamma, seed), gamma);
            Assert.True(found >= Newman(graph, new Partition(new int[n]), gamma) - 1e-12);
            Assert.True(found >= Newman(graph, new Partition([.. Enumerable.Range(0, n)]), gamma) - 1e-12);
        });
    }

    [Theory]
    [MemberData(nameof(Searches))]
    public void No_vertex_gains_by_moving(Search find)
    {
        Inputs.Sample((graph, gamma, seed) =>
        {
            Partition partition = find(graph, gamma, seed);
            if (graph.EdgeCount == 0) return;
            double found = Newman(graph, partition, gamma);
            for (int v = 0; v < graph.VertexCount; v++)
            {
                for (int community = 0; community <= partition.Count; community++)
                {
                    int[] labels = partition.Membership.ToArray();
                    labels[v] = community;
                    Assert.True(Newman(graph, new Partition(labels), gamma) <= found + 1e-9);
                }
            }
        });
    }

    [Fact]
    public void Leidens_communities_are_connected()
    {
        Inputs.Sample((graph, gamma, seed) =>
        {
            Partition partition = Leiden.Find(graph, new Modularity(gamma), seed);
            Assert.Equal(partition.Count, new Partition(ConnectedParts.Split(graph, partition.Membership)).Count);
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Leidens_communities_are_connected_in_a_large_graph(double gamma)
    {
        const int vertices = 3000;
        Random random = new(3);
        Edge[] edges = [.. Enumerable.Range(0, 5 * vertices).Select(_ =>
        {
            int source = random.Next(vertices);
            int target = random.Next(10) < 3 ? random.Next(vertices) : source / 60 * 60 + random.Next(60);
            return new Edge(source, target, 0.5 + random.NextDouble());
        })];
        WeightedGraph graph = WeightedGraph.FromEdges(vertices, edges);
        Partition partition = Leiden.Find(graph, new Modularity(gamma), seed: 1);

        Assert.Equal(partition.Count, new Partition(ConnectedParts.Split(graph, partition.Membership)).Count);
        // Better than the fifty planted groups, which have seven edges of ten inside.
        Partition groups = new([.. Enumerable.Range(0, vertices).Select(v => v / 60)]);
        Assert.True(Newman(graph, partition, gamma) >= Newman(graph, groups, gamma));
        Assert.Equal(partition.Membership, Leiden.Find(graph, new Modularity(gamma), seed: 1).Membership);
    }

    [Fact]
    public void Connected_parts_follow_paths_inside_a_community_only()
    {
        // 0 - 1 - 2 - 3, where 1 is in another community than the rest.
        WeightedGraph path = WeightedGraph.FromEdges(4, [new(0, 1, 1), new(1, 2, 1), new(2, 3, 1)]);

        Assert.Equal([0, 1, 2, 2], ConnectedParts.Split(path, [0, 1, 0, 0]));
    }

    [Theory]
    [MemberData(nameof(Searches))]
    public void A_seed_gives_one_partition(Search find)
    {
        Inputs.Sample((graph, gamma, seed) =>
            Assert.Equal(find(graph, gamma, seed).Membership, find(graph, gamma, seed).Membership));
    }

    [Fact]
    public void Scaling_all_weights_changes_nothing()
    {
        // By a power of two, so that no rounding differs.
        Inputs.Sample((graph, gamma, seed) =>
        {
            WeightedGraph scaled = WeightedGraph.FromEdges(
                graph.VertexCount, [.. graph.Edges().Select(edge => edge with { Weight = edge.Weight / 1024 })]);
            Assert.Equal(
                Louvain.Find(graph, new Modularity(gamma), seed).Membership,
                Louvain.Find(scaled, new Modularity(gamma), seed).Membership);
            Assert.Equal(
                Leiden.Find(graph, new Modularity(gamma), seed).Membership,
                Leiden.Find(scaled, new Modularity(gamma), seed).Membership);
        });
    }

    [Fact]
    public void Aggregation_keeps_modularity()
    {
        RandomGraphs.WithPartition.Sample((graph, partition) =>
        {
            Level level = Level.Lowest(graph, new Modularity());
            WeightedGraph communities = new Aggregation(graph.VertexCount).Of(level, partition.Membership, partition.Count).Graph;
            Partition alone = new([.. Enumerable.Range(0, partition.Count)]);

            Assert.Equal(graph.TotalWeight, communities.TotalWeight, 1e-9);
            Assert.Equal(new Modularity().Evaluate(graph, partition) ?? 0, new Modularity().Evaluate(communities, alone) ?? 0, 1e-12);
            for (int c = 0; c < partition.Count; c++)
            {
                int[] row = communities.Neighbours(c).ToArray();
                Assert.Equal(row.Order().Distinct(), row);
            }
        });
    }

    private static double Newman(WeightedGraph graph, Partition partition, double gamma)
    {
        return new Modularity(gamma).Evaluate(graph, partition)!.Value;
    }
}
