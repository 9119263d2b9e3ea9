using System.Numerics;
using Coterie.Activations;
using Coterie.Entropy;
using Coterie.Passes;
using CsCheck;

namespace Coterie.Tests.Passes;

public class LayerHistogramsTests
{
    [Fact]
    public void Every_bin_is_counted_as_defined()
    {
        Gen.Select(RandomActivations.Gen, Gen.Int[1, 60]).Sample((sample, bins) => Check(sample, bins));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(100)]
    public void Ranges_of_columns_and_batches_of_rows_change_nothing(int neurons)
    {
        // More rows than are listed at once, and a class with a single sample.
        const int samples = 900;
        Random random = new(neurons);
        double[][] rows = [.. Enumerable.Range(0, samples).Select(_ => Row())];
        int[] labels = [.. Enumerable.Range(0, samples).Select(d => d == 77 ? 3 : d > 600 && d % 3 == 0 ? 2 : d % 2)];

        Check(new RandomActivations(rows, labels, 4), 50);

        double[] Row() => [.. Enumerable.Range(0, neurons).Select(_ => (double)Math.Max(0, random.NextSingle() - 0.6f))];
    }

    [Fact]
    public void Many_samples_of_a_class_fit_a_small_stack()
    {
        const int neurons = 128;
        const int samples = 600;
        Random random = new(5);
        double[] values = [.. Enumerable.Range(0, samples * neurons).Select(_ => random.NextDouble())];
        double[][] rows = [.. values.Chunk(neurons)];
        LayerHistograms histograms = Begin(new RandomActivations(rows, new int[samples], 1), 50, (0, neurons), threads: 1);
        // Half of the default size of a stack.
        Thread thread = new(() => histograms.Add<double>(values, new int[samples]), maxStackSize: 768 * 1024);

        thread.Start();

        Assert.True(thread.Join(TimeSpan.FromMinutes(10)));
    }

    [Theory]
    [InlineData(0.1f, 0.9f)]
    [InlineData(-0.3f, 0.7f)]
    [InlineData(1000.1f, 1000.9f)]
    public void Values_on_and_near_edges_are_counted_as_defined(float low, float high)
    {
        const int bins = 10;
        float[] edges = [.. Enumerable.Range(0, bins + 1).Select(b => (float)(b * (((double)high - low) / bins) + low))];
        float[] beside = [.. edges[1..].Select(MathF.BitDecrement), .. edges[..^1].Select(MathF.BitIncrement)];
        float[] column = [.. edges, .. beside, high, low, 0.5f * (low + high)];

        Check(Column([.. column.Select(x => (double)Math.Clamp(x, low, high))], classes: 1), bins);
    }

    [Theory]
    [InlineData(0.1, 0.9)]
    [InlineData(-0.3, 0.7)]
    [InlineData(-5.5, -0.5)]
    public void Neurons_of_very_different_sizes_are_counted_in_common_bins_as_defined(double low, double high)
    {
        // One neuron has values on and beside the edges of the common bins, the others are far smaller or always zero.
        const int bins = 10;
        double from = Math.Min(0, low);
        double[] edges = [.. Enumerable.Range(0, bins + 1).Select(b => Math.Clamp(b * ((high - from) / bins) + from, low, high))];
        double[] column = [.. edges, .. edges[1..].Select(Math.BitDecrement), .. edges[..^1].Select(Math.BitIncrement)];
        double[][] rows = [.. column.Select((x, d) => (double[])[Math.Clamp(x, low, high), low * 1e-6 * (d % 3), high * 1e-3 * d / 40, 0])];

        Check(new RandomActivations(rows, [.. column.Select((_, d) => d % 2)], 2), bins, singles: false);
    }

    [Fact]
    public void Ranges_that_float64_hardly_divides_are_counted_as_defined()
    {
        // Without shares, because x ln x has few digits for numbers near the smallest.
        Random random = new(4);
        for (int round = 0; round < 300; round++)
        {
            double low = new[] { 1, 0.1, Math.BitDecrement(1.0), -2, 1e-308, 5e-324 }[random.Next(6)];
            int span = new[] { 1, 2, 7, 100 }[random.Next(4)];
            double[] column = new double[18];
            for (int d = 0; d < column.Length; d++)
            {
                column[d] = low;
                for (int up = random.Next(span + 1); up > 0; up--) column[d] = Math.BitIncrement(column[d]);
            }
            Check(Column(column, classes: 2), bins: 1 + random.Next(50), singles: false, shares: false);
        }
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(200_000)]
    [InlineData(300_000)]
    public void Many_bins_are_counted_as_defined(int bins)
    {
        // Up to 2^18 bins, the fraction of a value's position shows how near an edge is; with more bins, all values are looked up.
        Random random = new(bins);
        double[] column = [.. Enumerable.Range(0, 40).Select(k => k % 4 == 0 ? 0 : (double)(random.NextSingle() * 3 - 1))];

        Check(Column(column, classes: 2), bins);
    }

    [Fact]
    public void A_class_may_have_more_samples_than_16_bits_can_count()
    {
        // All samples of the class are in one bin; a second class has few samples.
        const int samples = 70_000;
        double[] column = [.. Enumerable.Range(0, samples + 500).Select(d => d < samples ? 1.25 : d % 5)];
        RandomActivations sample = new([.. column.Select(x => (double[])[x])], [.. column.Select((_, d) => d < samples ? 0 : 1)], 2);

        CheckFound(sample, 50, Found(sample, 50, [.. column.Select(x => (float)x)], batch: 40_000));
    }

    [Fact]
    public void Subnormal_numbers_are_counted_like_others()
    {
        const double smallestNormal = 2.2250738585072014e-308;
        double[] column = [1e-310, 0, 3e-310, smallestNormal, -4e-309, 2e-308, 1e-307, Math.BitDecrement(smallestNormal), 0];

        Check(Column(column, classes: 1), 10, singles: false);
    }

    [Fact]
    public void Shares_are_the_same_bits_on_every_processor_and_for_all_batches()
    {
        Random random = new(8);
        float[] values = [.. Enumerable.Range(0, 90 * 20).Select(_ => Math.Max(0, random.NextSingle() * 3 - 1))];
        double[][] rows = [.. values.Chunk(20).Select(row => Array.ConvertAll(row, x => (double)x))];
        RandomActivations sample = new(rows, [.. Enumerable.Range(0, 90).Select(d => d * (d + 1) / 2 % 4)], 4);
        ActivationEntropy expected = Found(sample, 50, values, batch: 90);
        foreach (int batch in (int[])[1, 2, 7, 50])
        {
            ActivationEntropy found = Found(sample, 50, values, batch);
            Assert.Equal(expected.Neurons, found.Neurons);
            Assert.Equal(expected.Classes, found.Classes);
        }
        // Recorded with vectors of 256 bits.
        Assert.Equal(new Entropies(68.0806266532351, 56.756143150972555, 77.8431724608522, 57.10159810161082), expected.Layer);
        Assert.Equal(new Entropies(51.691153274999834, 46.44336510735341, 50.937197323439975, 46.239794184434956), expected.Classes[1]);
    }

    [Fact]
    public void No_more_memory_is_taken_than_is_planned()
    {
        const int neurons = 1024;
        const int samples = 1000;
        const int bins = 64;
        float[] values = new float[samples * neurons];
        for (int k = 0; k < values.Length; k++) values[k] = k % 7 * (k % 11);
        int[] labels = [.. Enumerable.Range(0, samples).Select(d => d % 100 == 0 ? 1 : 0)];
        Layer layer = new("hidden", neurons);
        ClassStatistics statistics = new(layer, 2);
        statistics.Add<float>(values, labels, threads: 1);
        LayerStatistics known = new(statistics, top: 1);
        long planned = LayerHistograms.Bytes(layer, neurons, 2, bins);

        long before = GC.GetAllocatedBytesForCurrentThread();
        LayerHistograms histograms = new(known, bins, threads: 1);
        histograms.Begin(0, neurons);
        histograms.Add<float>(values.AsSpan(0, neurons * 500), labels.AsSpan(0, 500));
        histograms.Add<float>(values.AsSpan(neurons * 500), labels.AsSpan(500));
        histograms.Finish();
        long taken = GC.GetAllocatedBytesForCurrentThread() - before;

        // In addition to the tables, memory for the order of a batch's samples.
        Assert.InRange(taken, planned / 4, planned + 10L * samples + 100_000);
    }

    private static RandomActivations Column(double[] column, int classes)
    {
        return new RandomActivations([.. column.Select(x => (double[])[x])], [.. column.Select((_, d) => d % classes)], classes);
    }

    // Adds the samples at once, in batches and some columns at a time; in float64 and, if the values fit, in float32.
    private static void Check(RandomActivations sample, int bins, bool singles = true, bool shares = true)
    {
        double[] values = [.. sample.Rows.SelectMany(row => row)];
        CheckFound(sample, bins, Found(sample, bins, values, batch: sample.Rows.Length), shares);
        CheckFound(sample, bins, Found(sample, bins, values, batch: sample.Rows.Length / 3 + 1), shares);
        if (!singles) return;
        CheckFound(sample, bins, Found(sample, bins, Array.ConvertAll(values, x => (float)x), batch: sample.Rows.Length / 2 + 1));
    }

    private static ActivationEntropy Found<T>(RandomActivations sample, int bins, T[] values, int batch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int neurons = sample.Rows[0].Length;
        LayerHistograms histograms = Begin(sample, bins, (0, Math.Min(16, neurons)), threads: 2);
        AddAll();
        if (neurons > 16)
        {
            histograms.Begin(16, neurons);
            AddAll();
        }
        return (ActivationEntropy)histograms.Finish();

        void AddAll()
        {
            for (int d = 0; d < sample.Labels.Length; d += batch)
            {
                int taken = Math.Min(batch, sample.Labels.Length - d);
                histograms.Add<T>(values.AsSpan(d * neurons, taken * neurons), sample.Labels.AsSpan(d, taken));
            }
        }
    }

    private static LayerHistograms Begin(RandomActivations sample, int bins, (int From, int Until) columns, int threads)
    {
        ClassStatistics statistics = new(new Layer("hidden", sample.Rows[0].Length), sample.Classes);
        statistics.Add<double>([.. sample.Rows.SelectMany(row => row)], sample.Labels, threads: 1);
        LayerHistograms histograms = new(new LayerStatistics(statistics, top: 1), bins, threads);
        histograms.Begin(columns.From, columns.Until);
        return histograms;
    }

    private static void CheckFound(RandomActivations sample, int bins, ActivationEntropy found, bool shares = true)
    {
        int neurons = sample.Rows[0].Length;
        double[] layer = [.. sample.Rows.SelectMany(row => row)];
        for (int q = 0; q < neurons; q++)
        {
            Same(Expected(Definitions.Column(sample.Rows, q)), found.Neurons[q]);
            SameHistogram(Definitions.Column(sample.Rows, q), found.Histograms[q]);
        }
        for (int i = 0; i < sample.Classes; i++)
        {
            double[][] members = Definitions.Members(sample.Rows, sample.Labels, i);
            Entropies sum = default;
            for (int q = 0; q < neurons; q++) sum += Expected(Definitions.Column(members, q));
            Same(sum, found.Classes[i]);
        }

        void Same(Entropies expected, Entropies actual)
        {
            // The same counts, so the same bits.
            Assert.Equal((expected.Nonzero, expected.All, expected.Common), (actual.Nonzero, actual.All, actual.Common));
            if (shares) Assert.Equal(expected.Share, actual.Share, 1e-10);
        }

        void SameHistogram(double[] column, ActivationHistogram actual)
        {
            double low = Math.Min(0, column.Min()), high = column.Max(), width = (high - low) / bins;
            int together = (bins + 99) / 100;
            int[] counts = double.IsNormal(width)
                ? [.. Definitions.Histogram(column, low, high, bins).Chunk(together).Select(some => some.Sum())]
                : [column.Length];
            Assert.Equal(counts, actual.Counts.ToArray());
            Assert.Equal((low, counts.Length * together > bins ? counts.Length * together * width + low : high), (actual.Low, actual.High));
        }

        Entropies Expected(double[] column)
        {
            double[] nonzero = [.. column.Where(x => x != 0)];
            if (nonzero.Length == 0) return default;
            return new Entropies(
                ShannonEntropy.OfCounts(Definitions.Histogram(nonzero, nonzero.Min(), nonzero.Max(), bins), nonzero.Length),
                ShannonEntropy.OfCounts(Definitions.Histogram(column, Math.Min(0, column.Min()), column.Max(), bins), column.Length),
                Definitions.ShareEntropy(column),
                ShannonEntropy.OfCounts(Definitions.Histogram(column, Math.Min(0, layer.Min()), layer.Max(), bins), column.Length));
        }
    }
}
