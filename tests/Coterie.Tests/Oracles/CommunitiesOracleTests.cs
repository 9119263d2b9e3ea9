using System.Text.Json;
using Coterie.Communities;
using Coterie.Graphs;
using Coterie.Quality;

namespace Coterie.Tests.Oracles;

/// <summary>Compares with igraph and NetworkX; communities.py wrote the expected values in communities.json.</summary>
public class CommunitiesOracleTests
{
    private const int Seeds = 10;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    private static readonly Case[] Cases = JsonSerializer.Deserialize<File>(
        System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Oracles", "communities.json")), Options)!.Graphs;

    public static TheoryData<string> Names { get; } = [.. Cases.Select(graph => graph.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Modularity_is_NetworkXs(string name)
    {
        (Case expected, WeightedGraph graph) = Load(name);
        Partition partition = new(expected.Membership);
        foreach (Search search in expected.Searches)
        {
            double actual = new Modularity(search.Gamma).Evaluate(graph, partition)!.Value;
            Assert.Equal(search.Modularity, actual, 1e-9 * Math.Abs(search.Modularity));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Louvain_finds_what_igraph_finds(string name)
    {
        (Case expected, WeightedGraph graph) = Load(name);
        foreach (Search search in expected.Searches)
        {
            double best = Enumerable.Range(0, Seeds).Max(
                seed => new Modularity(search.Gamma).Evaluate(graph, Louvain.Find(graph, new Modularity(search.Gamma), seed))!.Value);
            AssertReaches(search.Louvain, best, 0.005);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Leiden_finds_what_igraph_finds(string name)
    {
        (Case expected, WeightedGraph graph) = Load(name);
        foreach (Search search in expected.Searches)
        {
            double best = Enumerable.Range(0, Seeds).Max(
                seed => new Modularity(search.Gamma).Evaluate(graph, Leiden.Find(graph, new Modularity(search.Gamma), seed))!.Value);
            AssertReaches(search.Leiden, best, 0.005);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Kernighan_Lin_finds_what_NetworkX_finds(string name)
    {
        (Case expected, WeightedGraph graph) = Load(name);
        // Ten starts, here and in NetworkX, vary by more than the tolerance; the median over several tens does not.
        double[] found =
        [
            .. Enumerable.Range(0, 2 * Seeds + 1)
                .Select(seed => FoundCommunities.BestOf(new KernighanLinBisection(), graph, 1, seed).Partition)
                .Select(halves => new Modularity().Evaluate(graph, halves)!.Value)
                .Order(),
        ];

        AssertReaches(expected.KernighanLin, found[Seeds], 0.02);
    }

    // Relative to the size of the modularity, which can be negative.
    private static void AssertReaches(double expected, double found, double shareLess)
    {
        Assert.True(found >= expected - shareLess * Math.Abs(expected), $"{found} is less than {expected}.");
    }

    private static (Case Expected, WeightedGraph Graph) Load(string name)
    {
        Case found = Cases.Single(graph => string.Equals(graph.Name, name, StringComparison.Ordinal));
        Edge[] edges = [.. found.Edges.Select(edge => new Edge((int)edge[0], (int)edge[1], edge[2]))];
        return (found, WeightedGraph.FromEdges(found.Vertices, edges));
    }

    private sealed record File(Case[] Graphs);

    private sealed record Case(string Name, int Vertices, double[][] Edges, int[] Membership, Search[] Searches, double KernighanLin);

    private sealed record Search(double Gamma, double Modularity, double Louvain, double Leiden);
}
