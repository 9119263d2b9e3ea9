using Coterie.Nulls;
using CsCheck;

namespace Coterie.Tests.Nulls;

public class LabelUrnTests
{
    [Fact]
    public void Classes_keep_their_sizes_and_batches_do_not_matter()
    {
        Gen.Select(Gen.Long[0, 20].Array[1, 6], Gen.Int[1, 30], Gen.Int).Sample((samples, batch, seed) =>
        {
            int all = (int)samples.Sum();
            int[] whole = new LabelUrn(samples, seed).Draw(all);

            LabelUrn urn = new(samples, seed);
            int[] inBatches = [.. Enumerable.Range(0, all).Chunk(batch).SelectMany(part => urn.Draw(part.Length))];

            Assert.Equal(whole, inBatches);
            Assert.Equal(samples, samples.Select((_, i) => (long)whole.Count(label => label == i)));
        });
    }

    [Fact]
    public void Every_permutation_is_as_likely()
    {
        const int draws = 6000;
        Dictionary<string, int> found = [];
        for (int seed = 0; seed < draws; seed++)
        {
            string labels = string.Concat(new LabelUrn([2, 1, 1], seed).Draw(4));
            found[labels] = found.GetValueOrDefault(labels) + 1;
        }

        // 4! / 2! orders; five standard deviations of a binomial.
        Assert.Equal(12, found.Count);
        Assert.All(found.Values, count => Assert.InRange(count, draws / 12 - 110, draws / 12 + 110));
    }
}
