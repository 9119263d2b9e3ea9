using Coterie.Communities;
using Coterie.Graphs;
using Coterie.Quality;
using CsCheck;

namespace Coterie.Tests.Communities;

public class SearchLengthTests
{
    [Theory]
    [InlineData(new[] { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 }, 10)]
    [InlineData(new[] { 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 0, 1 }, 13)]
    [InlineData(new[] { 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 0, 2, 2, 0, 2, 2 }, 16)]
    [InlineData(new[] { 0 }, 10)]
    [InlineData(new[] { 2, 0 }, 100)]
    public void A_search_goes_on_until_the_best_has_come_up_five_times(int[] qualities, int made)
    {
        Scripted method = new(qualities);

        FoundCommunities found = FoundCommunities.BestOf(method, Square, 1, 1);

        Assert.Equal(made, method.Made);
        Assert.Equal(qualities.Max(), found.Partition.Count - 1);
    }

    [Fact]
    public void A_number_of_starts_is_kept_to()
    {
        foreach (int starts in (int[])[1, 3, 12])
        {
            Scripted method = new([1]);
            FoundCommunities.BestOf(method, Square, 1, 1, starts);
            Assert.Equal(starts, method.Made);
        }
    }

    [Fact]
    public void A_longer_search_is_never_worse_than_ten_starts()
    {
        Gen.Select(RandomGraphs.Weighted, Gen.Int).Sample((graph, seed) =>
        {
            double? ten = FoundCommunities.BestOf(new KernighanLinBisection(), graph, 1, seed, starts: 10).Quality;
            double? found = FoundCommunities.BestOf(new KernighanLinBisection(), graph, 1, seed).Quality;
            Assert.True(found is null ? ten is null : found >= ten);
        });
    }

    [Fact]
    public void Seeds_agree_on_a_graph_with_many_nearly_equal_bisections()
    {
        // Random weights, so that hardly any halves are better than others: ten starts miss the best with most seeds.
        Random random = new(5);
        List<Edge> edges = [];
        for (int a = 0; a < 160; a++)
        {
            for (int b = 0; b < a; b++) edges.Add(new(a, b, random.NextDouble()));
        }
        WeightedGraph graph = WeightedGraph.FromEdges(160, edges.ToArray());
        double[] ten = [.. Enumerable.Range(1, 10).Select(seed => Best(seed, 10))];
        double[] found = [.. Enumerable.Range(1, 10).Select(seed => Best(seed, null))];

        Assert.True(found.Max() - found.Min() < 0.5 * (ten.Max() - ten.Min()), $"{found.Min()}..{found.Max()}, {ten.Min()}..{ten.Max()}");

        double Best(int seed, int? starts) =>
            FoundCommunities.BestOf(new KernighanLinBisection(), graph, 1, seed, starts).Quality!.Value;
    }

    private static WeightedGraph Square { get; } = WeightedGraph.FromEdges(4, [new(0, 1, 1), new(1, 2, 1), new(2, 3, 1), new(3, 0, 1)]);

    // Gives partitions of which more communities are better, in a given order whose last is repeated.
    private sealed class Scripted(int[] qualities) : ICommunityMethod
    {
        public int Made { get; private set; }

        public string Name => "scripted";

        public string Title => "Scripted";

        public string Description => "for tests";

        public int MostStarts => 100;

        public IQualityFunction Quality(double gamma) => new CommunityCount();

        public IEnumerable<Partition> Starts(WeightedGraph graph, IQualityFunction quality, int seed)
        {
            while (true)
            {
                int wanted = qualities[Math.Min(Made, qualities.Length - 1)];
                Made++;
                yield return new Partition([.. Enumerable.Range(0, 4).Select(v => Math.Min(v, wanted))]);
            }
        }
    }

    private sealed class CommunityCount : IQualityFunction
    {
        public double? Evaluate(WeightedGraph graph, Partition partition) => partition.Count;

        public double Penalty(WeightedGraph graph) => 0;

        public ReadOnlySpan<double> Sizes(WeightedGraph graph, ReadOnlySpan<double> members) => graph.Strengths;
    }
}
