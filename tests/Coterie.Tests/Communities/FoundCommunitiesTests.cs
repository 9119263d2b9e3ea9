using Coterie.Communities;
using Coterie.Graphs;
using Coterie.Quality;
using CsCheck;

namespace Coterie.Tests.Communities;

public class FoundCommunitiesTests
{
    public static TheoryData<string> Methods { get; } = [.. CommunityMethods.All.Select(method => method.Name)];

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_best_start_is_kept_the_first_of_equals(string name)
    {
        ICommunityMethod method = CommunityMethods.All.Single(one => one.Name == name);
        Gen.Select(RandomGraphs.Weighted, Gen.Double[0, 3], Gen.Int[0, 1000], Gen.Int[1, 4]).Sample((graph, gamma, seed, starts) =>
        {
            IQualityFunction quality = method.Quality(gamma);
            Partition[] tried = [.. method.Starts(graph, quality, seed).Take(starts)];
            double?[] qualities = [.. tried.Select(partition => quality.Evaluate(graph, partition))];

            FoundCommunities found = FoundCommunities.BestOf(method, graph, gamma, seed, starts);

            Assert.Equal(qualities.Max(), found.Quality);
            Assert.Equal(tried[Array.IndexOf(qualities, qualities.Max())].Membership, found.Partition.Membership);
            Assert.Equal(graph.VertexCount, found.Partition.VertexCount);
            Assert.Equal(gamma, found.Gamma);
        }, iter: 30);
    }

    [Fact]
    public void There_is_at_least_one_start()
    {
        Assert.Throws<ArgumentOutOfRangeException>(
            "starts",
            () => FoundCommunities.BestOf(new Louvain(), KarateClub.Graph, 1, 1, starts: 0));
    }

    [Fact]
    public void Names_are_unique()
    {
        Assert.Distinct(CommunityMethods.All.Select(method => method.Name), StringComparer.Ordinal);
    }
}
