using System.Numerics;
using Coterie.Activations;
using Coterie.Entropy;
using Coterie.Passes;
using Coterie.Patterns;

namespace Coterie.Tests.Passes;

/// <summary>Adds a second pass to the list of passes, and to nothing else.</summary>
public class SecondPassTests
{
    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(67_000)]
    public void A_pass_that_is_added_to_the_list_has_its_result_in_the_analysis(long memory)
    {
        Random random = new(3);
        double[][] rows = [.. Enumerable.Range(0, 100 * 40).Select(_ => random.NextDouble() - 0.5).Chunk(40)];
        BatchedActivations source = new(rows, [.. rows.Select((_, d) => d % 2)], classes: 2, batch: 30, single: false);
        AnalysisSettings settings = new() { Bins = 40, Memory = memory };
        SnapshotAnalyzer analyzer = new(settings, [.. SecondPasses.All, new PositivePass()]);

        LayerAnalysis layer = analyzer.Analyze(source, TestContext.Current.CancellationToken).Layers[0];

        // With little memory the histograms take the neurons in groups, but the new pass all at once.
        Assert.Equal(memory == long.MaxValue ? 1 : 5, source.Replays);
        long[] expected = [.. Enumerable.Range(0, 40).Select(q => (long)rows.Count(row => row[q] > 0))];
        Assert.Equal(expected, layer.Result<PositiveCounts>().Counts);
        Assert.Same(layer.Entropy, layer.Result<ActivationEntropy>());
        Assert.Equal(2, layer.Result<CoactivationCounts>().Classes);
    }

    [Fact]
    public void What_no_pass_found_is_named()
    {
        LayerAnalysis layer = new SnapshotAnalyzer(new AnalysisSettings(), [new HistogramPass(), new CoactivationPass()])
            .Analyze(new BatchedActivations([[1.0]], [0], 1, 1, single: true), TestContext.Current.CancellationToken).Layers[0];

        string message = Assert.Throws<InvalidOperationException>(layer.Result<PositiveCounts>).Message;

        Assert.Equal("No second pass has a result of type PositiveCounts; there are ActivationEntropy, CoactivationCounts.", message);
    }

    private sealed class PositivePass : ISecondPass
    {
        public long Bytes(Layer layer, int neurons, int classes, AnalysisSettings settings) => neurons * (long)sizeof(long);

        public ILayerPass Begin(LayerStatistics statistics, AnalysisSettings settings)
        {
            return new PositiveCounts(new long[statistics.Layer.Neurons]);
        }
    }

    private sealed record PositiveCounts(long[] Counts) : ILayerPass
    {
        public void Add<T>(ReadOnlySpan<T> activations, ReadOnlySpan<int> labels)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            for (int at = 0; at < activations.Length; at++) Counts[at % Counts.Length] += activations[at] > T.Zero ? 1 : 0;
        }

        public object Finish() => this;
    }
}
