using System.Numerics;
using Coterie.Activations;
using Coterie.Passes;
using CsCheck;

namespace Coterie.Tests.Passes;

public class LayerStrongestSamplesTests
{
    [Fact]
    public void They_are_the_largest_activations_above_0_of_equal_ones_the_earlier_first()
    {
        RandomActivations.Gen.Sample(Check);
    }

    [Theory]
    [InlineData(300, 2000)]
    [InlineData(130, 5)]
    [InlineData(8, 400)]
    public void Many_neurons_and_samples_change_nothing(int neurons, int samples)
    {
        // Few different values, so that many samples tie for the last places.
        Random random = new(neurons);
        double[][] rows = [.. Enumerable.Range(0, samples).Select(_ => Row())];
        Check(new RandomActivations(rows, [.. Enumerable.Range(0, samples).Select(d => d % 3)], 3));

        double[] Row() => [.. Enumerable.Range(0, neurons).Select(_ => Math.Max(0, random.Next(-20, 60)) / 8.0)];
    }

    [Fact]
    public void A_sample_that_comes_later_displaces_only_weaker_ones()
    {
        LayerStrongestSamples pass = new(1, threads: 1);
        pass.Add<float>([1, 1, 1, 1, 1, 1, 1, 1], [0, 0, 0, 0, 0, 0, 0, 0]);
        pass.Add<float>([1, 2, 1], [1, 1, 1]);

        StrongestSample[] found = ((StrongestSamples)pass.Finish())[0].ToArray();

        Assert.Equal([new(9, 1, 2), .. Enumerable.Range(0, 7).Select(d => new StrongestSample(d, 0, 1))], found);
    }

    // Adds the samples at once and in batches, with one thread and with several, in float64 and in float32.
    private static void Check(RandomActivations sample)
    {
        double[] values = [.. sample.Rows.SelectMany(row => row)];
        float[] singles = Array.ConvertAll(values, x => (float)x);
        int count = sample.Rows.Length;
        CheckFound(sample, Found(sample, values, count, threads: 1));
        CheckFound(sample, Found(sample, values, count / 3 + 1, threads: 3));
        CheckFound(sample, Found(sample, singles, 1, threads: 2));
    }

    private static StrongestSamples Found<T>(RandomActivations sample, T[] values, int batch, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int neurons = sample.Rows[0].Length;
        LayerStrongestSamples pass = new(neurons, threads);
        for (int d = 0; d < sample.Labels.Length; d += batch)
        {
            int taken = Math.Min(batch, sample.Labels.Length - d);
            pass.Add<T>(values.AsSpan(d * neurons, taken * neurons), sample.Labels.AsSpan(d, taken));
        }
        return (StrongestSamples)pass.Finish();
    }

    private static void CheckFound(RandomActivations sample, StrongestSamples found)
    {
        for (int q = 0; q < sample.Rows[0].Length; q++)
        {
            IEnumerable<StrongestSample> expected = Definitions.Column(sample.Rows, q)
                .Select((x, d) => new StrongestSample(d, sample.Labels[d], x))
                .Where(one => one.Activation > 0)
                .OrderByDescending(one => one.Activation)
                .ThenBy(one => one.Sample)
                .Take(8);
            Assert.Equal(expected, found[q].ToArray());
        }
    }
}
