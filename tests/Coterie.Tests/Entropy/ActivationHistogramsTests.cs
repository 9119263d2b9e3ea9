using Coterie.Activations;
using Coterie.Entropy;
using Coterie.Tests.Kernels;
using CsCheck;

namespace Coterie.Tests.Entropy;

public class ActivationHistogramsTests
{
    [Fact]
    public void Every_width_counts_every_bin_as_defined()
    {
        Gen.Select(RandomActivations.Gen, Gen.Int[1, 60]).Sample((sample, bins) =>
        {
            double[] values = [.. sample.Rows.SelectMany(row => row)];
            float[] singles = Array.ConvertAll(values, x => (float)x);
            foreach (int width in Widths.All)
            {
                Check(sample, bins, histograms => Widths.Add<double>(histograms, width, values, sample.Labels));
                Check(sample, bins, histograms => Widths.AddInParts<double>(histograms, width, values, sample.Labels));
                Check(sample, bins, histograms => Widths.Add<float>(histograms, width, singles, sample.Labels));
                Check(sample, bins, histograms => Widths.AddInParts<float>(histograms, width, singles, sample.Labels));
            }
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(100)]
    public void Blocks_of_samples_change_nothing(int neurons)
    {
        const int samples = 2600;
        Random random = new(neurons);
        double[][] rows = [.. Enumerable.Range(0, samples).Select(_ => Enumerable.Range(0, neurons).Select(_ => (double)Math.Max(0, random.NextSingle() - 0.6f)).ToArray())];
        int[] labels = [.. Enumerable.Range(0, samples).Select(d => d == 77 ? 3 : d > 2000 && d % 3 == 0 ? 2 : d % 2)];
        float[] singles = [.. rows.SelectMany(row => row).Select(x => (float)x)];

        Check(new RandomActivations(rows, labels, 4), 50, histograms =>
        {
            int first = 1999 * neurons;
            histograms.Add<float>(singles.AsSpan(0, first), labels.AsSpan(0, 1999), threads: 3);
            histograms.Add<float>(singles.AsSpan(first), labels.AsSpan(1999), threads: 1);
        });
    }

    [Fact]
    public void Long_runs_of_a_class_over_many_columns_fit_a_small_stack()
    {
        const int neurons = 256;
        const int samples = 1024;
        Random random = new(5);
        double[][] rows = [.. Enumerable.Range(0, samples).Select(_ => Enumerable.Range(0, neurons).Select(_ => random.NextDouble()).ToArray())];
        int[] labels = new int[samples];
        double[] values = [.. rows.SelectMany(row => row)];
        // Half of what a thread has where it is not told.
        Thread thread = new(
            () => Check(new RandomActivations(rows, labels, 1), 50, histograms => histograms.Add<double>(values, labels, threads: 1)),
            maxStackSize: 768 * 1024);

        thread.Start();

        Assert.True(thread.Join(TimeSpan.FromMinutes(1)));
    }

    [Theory]
    [InlineData(0.1f, 0.9f)]
    [InlineData(-0.3f, 0.7f)]
    [InlineData(1000.1f, 1000.9f)]
    public void Values_on_edges_and_beside_them_fall_as_defined(float low, float high)
    {
        const int bins = 10;
        float[] edges = [.. Enumerable.Range(0, bins + 1).Select(b => (float)(b * (((double)high - low) / bins) + low))];
        float[] column = [.. edges, .. edges[1..].Select(MathF.BitDecrement), .. edges[..^1].Select(MathF.BitIncrement), high, low, 0.5f * (low + high)];
        column = [.. column.Select(x => Math.Clamp(x, low, high))];
        double[][] rows = [.. column.Select(x => (double[])[x])];
        int[] labels = new int[rows.Length];

        foreach (int width in Widths.All)
        {
            Check(new RandomActivations(rows, labels, 1), bins, histograms => Widths.Add<float>(histograms, width, column, labels));
            Check(new RandomActivations(rows, labels, 1), bins, histograms => Widths.AddInParts<float>(histograms, width, column, labels));
        }
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(200_000)]
    [InlineData(300_000)]
    public void Many_bins_are_counted_as_defined(int bins)
    {
        // Up to 2^18 of them a place's fraction tells how near an edge is; beyond, all values are looked up.
        Random random = new(bins);
        float[] column = [.. Enumerable.Range(0, 40).Select(k => k % 4 == 0 ? 0 : random.NextSingle() * 3 - 1)];
        double[][] rows = [.. column.Select(x => (double[])[x])];
        int[] labels = [.. column.Select((_, d) => d % 2)];

        foreach (int width in Widths.All)
        {
            Check(new RandomActivations(rows, labels, 2), bins, histograms => Widths.Add<float>(histograms, width, column, labels));
            Check(new RandomActivations(rows, labels, 2), bins, histograms => Widths.AddInParts<float>(histograms, width, column, labels));
        }
    }

    [Theory]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(70_000)]
    public void A_class_may_have_more_samples_than_16_bits_can_count(int samples)
    {
        // All in one cell; beside them a class of few.
        float[] column = [.. Enumerable.Range(0, samples + 500).Select(d => d < samples ? 1.25f : d % 5)];
        double[][] rows = [.. column.Select(x => (double[])[x])];
        int[] labels = [.. column.Select((_, d) => d < samples ? 0 : 1)];

        Check(new RandomActivations(rows, labels, 2), 50, histograms =>
        {
            histograms.Add<float>(column.AsSpan(0, 40_000), labels.AsSpan(0, 40_000), threads: 2);
            histograms.Add<float>(column.AsSpan(40_000), labels.AsSpan(40_000), threads: 2);
        });
    }

    [Fact]
    public void Numbers_that_are_not_normal_count_as_others_do()
    {
        double[] column = [1e-310, 0, 3e-310, 2.2250738585072014e-308, -4e-309, 2e-308, 1e-307, Math.BitDecrement(2.2250738585072014e-308), 0];
        double[][] rows = [.. column.Select(x => (double[])[x])];
        int[] labels = new int[rows.Length];

        foreach (int width in Widths.All)
        {
            Check(new RandomActivations(rows, labels, 1), 10, histograms => Widths.Add<double>(histograms, width, column, labels));
            Check(new RandomActivations(rows, labels, 1), 10, histograms => Widths.AddInParts<double>(histograms, width, column, labels));
        }
    }

    [Fact]
    public void Shares_are_the_same_bits_at_any_width_and_however_the_samples_come()
    {
        Random random = new(8);
        float[] values = [.. Enumerable.Range(0, 90 * 20).Select(_ => Math.Max(0, random.NextSingle() * 3 - 1))];
        int[] labels = [.. Enumerable.Range(0, 90).Select(d => d * d % 4)];
        Entropies[] expected = Found(histograms => Widths.Add<float>(histograms, 64, values, labels));
        foreach (int width in Widths.All)
        {
            Assert.Equal(expected, Found(histograms => Widths.Add<float>(histograms, width, values, labels)));
            Assert.Equal(expected, Found(histograms => Widths.AddInParts<float>(histograms, width, values, labels)));
        }

        Entropies[] Found(Action<ActivationHistograms> add)
        {
            ActivationStatistics statistics = new(new Layer("hidden", 20), 4);
            statistics.Add<float>(values, labels, threads: 1);
            ActivationHistograms histograms = new(statistics, statistics.Totals(), 50, (0, 20));
            add(histograms);
            Entropies[] found = new Entropies[24];
            Entropies[] classes = new Entropies[4];
            histograms.Finish(found, classes, threads: 1);
            classes.CopyTo(found, 20);
            return found;
        }
    }

    [Theory]
    [InlineData(1000, 64)]
    [InlineData(70_000, 500)]
    public void No_more_memory_is_taken_than_is_planned(int samples, int bins)
    {
        const int neurons = 1024;
        float[] values = new float[samples * neurons];
        for (int k = 0; k < values.Length; k++) values[k] = k % 7 * (k % 11);
        // One class of most samples, which has counts of 32 bits where 16 do not suffice.
        int[] labels = [.. Enumerable.Range(0, samples).Select(d => d % 100 == 0 ? 1 : 0)];
        ActivationStatistics statistics = new(new Layer("hidden", neurons), 2);
        statistics.Add<float>(values, labels, threads: 1);
        ColumnSummary[] totals = statistics.Totals();
        long planned = ActivationHistograms.Bytes(neurons, 2, bins, samples, threads: 1);

        long before = GC.GetAllocatedBytesForCurrentThread();
        ActivationHistograms histograms = new(statistics, totals, bins, (0, neurons));
        histograms.Add<float>(values.AsSpan(0, neurons * 500), labels.AsSpan(0, 500), threads: 1);
        histograms.Add<float>(values.AsSpan(neurons * 500), labels.AsSpan(500), threads: 1);
        histograms.Finish(new Entropies[neurons], new Entropies[2], threads: 1);
        long taken = GC.GetAllocatedBytesForCurrentThread() - before;

        // Beside the tables, the order of a batch's samples.
        Assert.InRange(taken, planned / 4, planned + 40L * samples + 100_000);
    }

    private static void Check(RandomActivations sample, int bins, Action<ActivationHistograms> add)
    {
        int neurons = sample.Rows[0].Length;
        ActivationStatistics statistics = new(new Layer("hidden", neurons), sample.Classes);
        statistics.Add<double>([.. sample.Rows.SelectMany(row => row)], sample.Labels, threads: 1);
        ActivationHistograms histograms = new(statistics, statistics.Totals(), bins, (0, neurons));
        add(histograms);
        Entropies[] found = new Entropies[neurons];
        Entropies[] classes = new Entropies[sample.Classes];
        histograms.Finish(found, classes, threads: 2);

        for (int q = 0; q < neurons; q++) Same(Definitions.Column(sample.Rows, q), found[q]);
        for (int i = 0; i < sample.Classes; i++)
        {
            double[][] members = Definitions.Members(sample.Rows, sample.Labels, i);
            Entropies sum = default;
            for (int q = 0; q < neurons; q++) sum += Expected(Definitions.Column(members, q));
            // The same counts, so the same bits.
            Assert.Equal((sum.Nonzero, sum.All), (classes[i].Nonzero, classes[i].All));
            Assert.Equal(sum.Share, classes[i].Share, 1e-10);
        }

        void Same(double[] column, Entropies actual)
        {
            Entropies expected = Expected(column);
            Assert.Equal((expected.Nonzero, expected.All), (actual.Nonzero, actual.All));
            Assert.Equal(expected.Share, actual.Share, 1e-10);
        }

        Entropies Expected(double[] column)
        {
            double[] nonzero = [.. column.Where(x => x != 0)];
            if (nonzero.Length == 0) return default;
            return new Entropies(
                ShannonEntropy.OfCounts(Definitions.Histogram(nonzero, nonzero.Min(), nonzero.Max(), bins), nonzero.Length),
                ShannonEntropy.OfCounts(Definitions.Histogram(column, Math.Min(0, column.Min()), column.Max(), bins), column.Length),
                Definitions.ShareEntropy(column));
        }
    }
}
