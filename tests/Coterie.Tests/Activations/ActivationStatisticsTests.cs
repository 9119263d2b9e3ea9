using Coterie.Activations;
using Coterie.Tests.Kernels;
using CsCheck;

namespace Coterie.Tests.Activations;

public class ActivationStatisticsTests
{
    [Fact]
    public void Sums_extremes_and_counts_are_as_defined_at_any_width()
    {
        RandomActivations.Gen.Sample(sample =>
        {
            double[] values = [.. sample.Rows.SelectMany(row => row)];
            float[] singles = Array.ConvertAll(values, x => (float)x);
            foreach (int width in Widths.All)
            {
                Check(sample, statistics => Widths.Add<double>(statistics, width, values, sample.Labels));
                Check(sample, statistics => Widths.Add<float>(statistics, width, singles, sample.Labels));
            }
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(300)]
    public void Blocks_of_samples_and_ranges_of_columns_change_nothing(int neurons)
    {
        // Past a block, a class that only one batch has, and one of a single sample.
        const int samples = 2600;
        Random random = new(neurons);
        double[][] rows = [.. Enumerable.Range(0, samples).Select(_ => Enumerable.Range(0, neurons).Select(_ => (double)Math.Max(-0.1f, random.NextSingle() - 0.5f)).ToArray())];
        int[] labels = [.. Enumerable.Range(0, samples).Select(d => d == 77 ? 3 : d > 2000 && d % 3 == 0 ? 2 : d % 2)];
        float[] singles = [.. rows.SelectMany(row => row).Select(x => (float)x)];

        Check(new RandomActivations(rows, labels, 4), statistics =>
        {
            int first = 1999 * neurons;
            statistics.Add<float>(singles.AsSpan(0, first), labels.AsSpan(0, 1999), threads: 3);
            statistics.Add<float>(singles.AsSpan(first), labels.AsSpan(1999), threads: 2);
        });
    }

    [Fact]
    public void A_label_outside_the_classes_or_rows_of_another_length_are_refused()
    {
        ActivationStatistics statistics = new(new Layer("hidden", 2), 2);

        Assert.Throws<ArgumentOutOfRangeException>(() => statistics.Add<float>([1, 2], [2], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => statistics.Add<float>([1, 2], [-1], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => statistics.Add<float>([1, 2, 3], [0], 1));
    }

    private static void Check(RandomActivations sample, Action<ActivationStatistics> add)
    {
        int neurons = sample.Rows[0].Length;
        ActivationStatistics statistics = new(new Layer("hidden", neurons), sample.Classes);
        add(statistics);
        ClassTable means = statistics.ClassMeans();
        for (int i = 0; i < sample.Classes; i++)
        {
            double[][] members = Definitions.Members(sample.Rows, sample.Labels, i);
            Assert.Equal(members.Length, statistics.Samples[i]);
            Assert.Equal(Definitions.ClassMean(sample.Rows, sample.Labels, i), means.Row(i));
            for (int q = 0; q < neurons; q++) Assert.Equal(Definitions.Summary(Definitions.Column(members, q)), statistics.Of(i, q));
        }
    }
}
