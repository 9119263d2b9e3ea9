using Coterie.Nulls;
using Coterie.Passes;
using Coterie.Patterns;
using CsCheck;

namespace Coterie.Tests.Nulls;

public class RelabelledLayerTests
{
    private static readonly AnalysisSettings Settings = new() { Top = 5, Bins = 8, Seed = 3 };

    [Fact]
    public void The_samples_own_labels_give_the_layers_own_graph()
    {
        RandomActivations.Gen.Sample(sample =>
        {
            LayerAnalysis real = Analyze(sample);
            RelabelledLayer layer = new(real.Layer, sample.Classes, Settings);
            double[] values = [.. sample.Rows.SelectMany(row => row)];
            layer.AddToMeans<double>(values, sample.Labels);
            layer.AddToCounts<double>(values, sample.Labels);

            Same(real.Pattern, layer.Finish()!);
        });
    }

    [Fact]
    public void Permuted_labels_give_the_graph_that_an_analysis_of_these_labels_has()
    {
        RandomActivations.Gen.Sample(sample =>
        {
            PermutedLabels permuted = new([Statistics(sample)], Settings);
            foreach (double[][] batch in sample.Rows.Chunk(7)) permuted.Look<double>(0, [.. batch.SelectMany(row => row)], batch.Length);
            foreach (double[][] batch in sample.Rows.Chunk(4))
            {
                permuted.SecondLook.Accept<double>(0, [.. batch.SelectMany(row => row)], new int[batch.Length]);
            }
            long[] samples = [.. Enumerable.Range(0, sample.Classes).Select(i => (long)sample.Labels.Count(label => label == i))];
            int[] labels = new LabelUrn(samples, Settings.Seed).Draw(sample.Labels.Length);

            Same(Analyze(sample with { Labels = labels }).Pattern, permuted.Pattern(0)!);
        });
    }

    [Fact]
    public void A_sum_too_large_for_float64_leaves_no_graph()
    {
        RelabelledLayer layer = new(new("layer", 2), 2, Settings);
        double[] values = [1e308, 1, 1e308, 1, 0, 1];
        layer.AddToMeans<double>(values, [0, 0, 1]);
        layer.AddToCounts<double>(values, [0, 0, 1]);

        Assert.Null(layer.Finish());
    }

    private static void Same(ActivationPatternGraph expected, ActivationPatternGraph found)
    {
        Assert.Equal(expected.Neurons, found.Neurons);
        Assert.Equal(expected.Graph.Edges(), found.Graph.Edges());
        Assert.Equal(expected.ClassPartition.Membership, found.ClassPartition.Membership);
        for (int i = 0; i < expected.Representatives.Classes; i++) Assert.Equal(expected.Representatives[i], found.Representatives[i]);
    }

    private static LayerStatistics Statistics(RandomActivations sample)
    {
        ClassStatistics statistics = new(new("hidden", sample.Rows[0].Length), sample.Classes);
        statistics.Add<double>([.. sample.Rows.SelectMany(row => row)], sample.Labels, 1);
        return new LayerStatistics(statistics, Settings.Top.Of(sample.Rows[0].Length));
    }

    private static LayerAnalysis Analyze(RandomActivations sample)
    {
        BatchedActivations source = new(sample.Rows, sample.Labels, sample.Classes, batch: 16, single: false);
        return new SnapshotAnalyzer(Settings).Analyze(source, TestContext.Current.CancellationToken).Layers[0];
    }
}
