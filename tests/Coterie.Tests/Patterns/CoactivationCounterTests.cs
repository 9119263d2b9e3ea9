using Coterie.Activations;
using Coterie.Patterns;

namespace Coterie.Tests.Patterns;

public class CoactivationCounterTests
{
    [Theory]
    [InlineData(5, 5, 3, 100)]
    [InlineData(80, 65, 2, 9000)]
    [InlineData(130, 130, 1, 2049)]
    [InlineData(6, 3, 50, 50)]
    [InlineData(64, 64, 2, 300)]
    [InlineData(200, 40, 3, 700)]
    public void The_counts_are_of_samples_on_which_both_exceed_their_means(int neurons, int top, int classes, int samples)
    {
        // Eighths tie with means; past a batch's part, a gathered block, and a word of bits.
        Random random = new(samples);
        double[][] rows = [.. Enumerable.Range(0, samples).Select(_ => Enumerable.Range(0, neurons).Select(_ => Math.Max(0, random.Next(-8, 9)) / 8.0).ToArray())];
        int[] labels = [.. Enumerable.Range(0, samples).Select(d => d % classes)];
        ClassTable means = new(classes, neurons);
        for (int i = 0; i < classes; i++) Definitions.ClassMean(rows, labels, i).CopyTo(means.Row(i));
        Representatives representatives = Representatives.Select(means, top);
        float[] singles = [.. rows.SelectMany(row => row).Select(x => (float)x)];
        CoactivationCounter whole = new(means, representatives);
        CoactivationCounter parts = new(means, representatives);

        whole.Add<double>([.. rows.SelectMany(row => row)], labels, threads: 2);
        int first = samples / 3;
        parts.Add<float>(singles.AsSpan(0, first * neurons), labels.AsSpan(0, first), threads: 1);
        parts.Add<float>(singles.AsSpan(first * neurons), labels.AsSpan(first), threads: 3);

        for (int i = 0; i < classes; i++)
        {
            double[][] members = Definitions.Members(rows, labels, i);
            int[] chosen = representatives[i].ToArray();
            long[] expected = new long[chosen.Length * (chosen.Length - 1) / 2];
            for (int q = 0; q < chosen.Length; q++)
            {
                for (int p = 0; p < q; p++)
                {
                    expected[CoactivationCounter.PairIndex(p, q)] = members.Count(row => row[chosen[p]] > means[i, chosen[p]] && row[chosen[q]] > means[i, chosen[q]]);
                }
            }
            Assert.Equal(expected, whole.Counts(i));
            Assert.Equal(expected, parts.Counts(i));
        }
    }

    [Fact]
    public void An_activation_between_its_mean_and_the_float32_above_exceeds_it()
    {
        // 1 and its successor in float32: the mean lies between, and float32 would round it to one of them.
        float next = MathF.BitIncrement(1f);
        ClassTable means = new(1, 2);
        means.Row(0).Fill((1 + (double)next) / 2);
        CoactivationCounter counter = new(means, Representatives.Select(means, 2));

        counter.Add<float>([1, next, next, next, next, 1], [0, 0, 0], threads: 1);

        Assert.Equal([1], counter.Counts(0));
    }
}
