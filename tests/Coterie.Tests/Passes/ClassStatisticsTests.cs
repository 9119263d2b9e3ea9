using Coterie.Activations;
using Coterie.Passes;
using CsCheck;

namespace Coterie.Tests.Passes;

public class ClassStatisticsTests
{
    [Fact]
    public void Sums_extremes_and_counts_are_as_defined()
    {
        RandomActivations.Gen.Sample(sample =>
        {
            double[] values = [.. sample.Rows.SelectMany(row => row)];
            float[] singles = Array.ConvertAll(values, x => (float)x);
            Check(sample, statistics => statistics.Add<double>(values, sample.Labels, threads: 2));
            Check(sample, statistics => statistics.Add<float>(singles, sample.Labels, threads: 2));
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(300)]
    [InlineData(520)]
    public void Batches_and_ranges_of_columns_change_nothing(int neurons)
    {
        // Includes a class that only one batch has, and one with a single sample.
        const int samples = 700;
        Random random = new(neurons);
        double[][] rows = [.. Enumerable.Range(0, samples).Select(_ => Row())];
        int[] labels = [.. Enumerable.Range(0, samples).Select(d => d == 77 ? 3 : d > 500 && d % 3 == 0 ? 2 : d % 2)];
        float[] singles = [.. rows.SelectMany(row => row).Select(x => (float)x)];

        Check(new RandomActivations(rows, labels, 4), statistics =>
        {
            int first = 499 * neurons;
            statistics.Add<float>(singles.AsSpan(0, first), labels.AsSpan(0, 499), threads: 3);
            statistics.Add<float>(singles.AsSpan(first), labels.AsSpan(499), threads: 2);
        });

        double[] Row() => [.. Enumerable.Range(0, neurons).Select(_ => (double)Math.Max(-0.1f, random.NextSingle() - 0.5f))];
    }

    [Fact]
    public void A_label_outside_the_classes_or_rows_of_another_length_are_refused()
    {
        ClassStatistics statistics = new(new Layer("hidden", 2), 2);

        Assert.Throws<ArgumentOutOfRangeException>(() => statistics.Add<float>([1, 2], [2], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => statistics.Add<float>([1, 2], [-1], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => statistics.Add<float>([1, 2, 3], [0], 1));
    }

    private static void Check(RandomActivations sample, Action<ClassStatistics> add)
    {
        int neurons = sample.Rows[0].Length;
        ClassStatistics statistics = new(new Layer("hidden", neurons), sample.Classes);
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
