using Coterie.Graphs;
using Coterie.Quality;
using CsCheck;

namespace Coterie.Tests.Quality;

public sealed class MutualInformationTests
{
    // sklearn.metrics.normalized_mutual_info_score, igraph.compare_communities(…, method="nmi").
    [Theory]
    [InlineData(new[] { 0, 0, 1, 1 }, new[] { 0, 0, 1, 1 }, 1.0)]
    [InlineData(new[] { 0, 0, 1, 1 }, new[] { 7, 7, 3, 3 }, 1.0)]
    [InlineData(new[] { 0, 0, 1, 1 }, new[] { 0, 1, 0, 1 }, 0.0)]
    [InlineData(new[] { 0, 0, 0, 0 }, new[] { 0, 1, 2, 3 }, 0.0)]
    [InlineData(new[] { 0, 0, 1, 1 }, new[] { 0, 1, 2, 3 }, 2.0 / 3)]
    [InlineData(new[] { 0, 0, 0, 1, 1, 1 }, new[] { 0, 0, 1, 1, 2, 2 }, 0.5158037)]
    public void Values_of_small_partitions(int[] left, int[] right, double expected)
    {
        Assert.Equal(expected, MutualInformation.Normalised(new Partition(left), new Partition(right))!.Value, 1e-7);
    }

    [Fact]
    public void Two_partitions_that_tell_nothing_have_no_value()
    {
        Assert.Null(MutualInformation.Normalised(new Partition([1, 1, 1]), new Partition([2, 2, 2])));
        Assert.Null(MutualInformation.Normalised(new Partition([]), new Partition([])));
    }

    [Fact]
    public void Different_vertices_are_refused()
    {
        Assert.Throws<ArgumentException>(() => MutualInformation.Normalised(new Partition([0, 1]), new Partition([0, 1, 1])));
    }

    [Fact]
    public void It_is_the_definition_and_symmetric()
    {
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3]).Array[2, 40].Sample(pairs =>
        {
            Partition left = new([.. pairs.Select(pair => pair.Item1)]), right = new([.. pairs.Select(pair => pair.Item2)]);
            double? found = MutualInformation.Normalised(left, right);
            Assert.Equal(found, MutualInformation.Normalised(right, left));
            double own = Entropy(pairs.Select(pair => pair.Item1)), other = Entropy(pairs.Select(pair => pair.Item2));
            if (own + other == 0)
            {
                Assert.Null(found);
                return;
            }
            double both = Entropy(pairs.Select(pair => 10 * pair.Item1 + pair.Item2));
            Assert.Equal(2 * (own + other - both) / (own + other), found!.Value, 1e-9);
        });

        static double Entropy(IEnumerable<int> labels)
        {
            int[] all = [.. labels];
            IEnumerable<double> shares = all.GroupBy(label => label).Select(group => (double)group.Count() / all.Length);
            return -shares.Sum(share => share * Math.Log(share));
        }
    }
}
