using Coterie.Activations;
using Coterie.Passes;
using Coterie.Patterns;

namespace Coterie.Tests.Passes;

public class LayerCoactivationsTests
{
    [Theory]
    [InlineData(5, 5, 3, 100)]
    [InlineData(80, 65, 2, 900)]
    [InlineData(130, 130, 1, 2049)]
    [InlineData(6, 3, 50, 50)]
    [InlineData(64, 64, 2, 300)]
    [InlineData(200, 40, 3, 700)]
    public void The_counts_are_of_samples_on_which_both_exceed_their_means(int neurons, int top, int classes, int samples)
    {
        // Multiples of 1/8 often equal their means; some sizes exceed a block of samples and a word of bits.
        Random random = new(samples);
        double[][] rows = [.. Enumerable.Range(0, samples).Select(_ => Row())];
        int[] labels = [.. Enumerable.Range(0, samples).Select(d => d % classes)];
        ClassTable means = new(classes, neurons);
        for (int i = 0; i < classes; i++) Definitions.ClassMean(rows, labels, i).CopyTo(means.WritableRow(i));
        Representatives representatives = Representatives.Select(means, top);
        float[] singles = [.. rows.SelectMany(row => row).Select(x => (float)x)];
        LayerCoactivations whole = new(means, representatives, threads: 1);
        LayerCoactivations parts = new(means, representatives, threads: 3);

        whole.Add<double>([.. rows.SelectMany(row => row)], labels);
        int first = samples / 3;
        parts.Add<float>(singles.AsSpan(0, first * neurons), labels.AsSpan(0, first));
        parts.Add<float>(singles.AsSpan(first * neurons), labels.AsSpan(first));

        CoactivationCounts atOnce = (CoactivationCounts)whole.Finish(), inParts = (CoactivationCounts)parts.Finish();
        for (int i = 0; i < classes; i++)
        {
            double[][] members = Definitions.Members(rows, labels, i);
            int[] chosen = representatives[i].ToArray();
            for (int q = 0; q < chosen.Length; q++)
            {
                for (int p = 0; p < q; p++)
                {
                    int expected = members.Count(row => row[chosen[p]] > means[i, chosen[p]] && row[chosen[q]] > means[i, chosen[q]]);
                    Assert.Equal(expected, atOnce[i, p, q]);
                    Assert.Equal(expected, inParts[i, p, q]);
                }
            }
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => atOnce[0, 1, 1]);

        double[] Row() => [.. Enumerable.Range(0, neurons).Select(_ => Math.Max(0, random.Next(-8, 9)) / 8.0)];
    }

    [Fact]
    public void An_activation_between_its_mean_and_the_float32_above_exceeds_it()
    {
        // 1 and its successor in float32: the mean lies between, and float32 would round it to one of them.
        float next = MathF.BitIncrement(1f);
        ClassTable means = new(1, 2);
        means.WritableRow(0).Fill((1 + (double)next) / 2);
        LayerCoactivations pass = new(means, Representatives.Select(means, 2), threads: 1);

        pass.Add<float>([1, next, next, next, next, 1], [0, 0, 0]);

        Assert.Equal(1, ((CoactivationCounts)pass.Finish())[0, 0, 1]);
    }
}
