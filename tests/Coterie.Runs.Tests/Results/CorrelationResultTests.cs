using Coterie.Runs.Results;

namespace Coterie.Runs.Tests.Results;

public class CorrelationResultTests
{
    [Fact]
    public void EveryMeasureStandsAgainstEveryKnownAccuracy()
    {
        SnapshotResult[] snapshots =
        [
            Sample.Result(1, new AccuracyResult { Running = 0.1, Test = 0.2 }),
            Sample.Result(2, new AccuracyResult { Running = 0.2, Test = 0.4 }),
        ];
        IReadOnlyList<CorrelationResult> found = CorrelationResult.Of(snapshots);

        int measures = Metrics.Of(snapshots[0]).Count(figure => figure.Metric.Measure != Metrics.Accuracy);
        Assert.Equal(2 * measures, found.Count);
        Assert.Equal(["running", "test"], [.. found.Select(c => c.Against).Distinct(StringComparer.Ordinal)]);
        Assert.DoesNotContain(found, c => c.Measure == Metrics.Accuracy);
        // The layer, measure, variant and accuracy alone name a figure that is not of one class.
        Assert.Equal(
            found.Count(c => c.Class is null),
            found.Where(c => c.Class is null).Select(c => (c.Layer, c.Measure, c.Variant, c.Against)).Distinct().Count());
        Assert.All(found, c => Assert.Equal(c.Class is not null, c.Measure == "classEntropy"));
        // The snapshots are the same activations: every series is constant, and has no correlation.
        Assert.All(found, c => Assert.True(c is { Pearson: null, Spearman: null }));
    }

    [Fact]
    public void ASeriesFollowsItsAccuracy()
    {
        SnapshotResult[] snapshots =
        [
            .. new (double Test, double All)[] { (0.1, 5), (0.2, 4), (0.4, 1) }.Select((s, k) => Sample.Result(k + 1, new AccuracyResult { Test = s.Test })
                with { Entropy = new EntropyResult(1, s.All, 0) }),
        ];
        CorrelationResult all = Assert.Single(CorrelationResult.Of(snapshots), c => c is { Layer: null, Measure: "entropy", Variant: "all" });
        Assert.Equal(-1, all.Spearman!.Value, 12);
        // (Σxy - n x̄ȳ) / (n σx σy) of the three points.
        Assert.Equal(-0.9958705948858224, all.Pearson!.Value, 12);
    }

    [Fact]
    public void WithoutAccuraciesThereIsNone()
    {
        Assert.Empty(CorrelationResult.Of([Sample.Result(1), Sample.Result(2)]));
    }

    [Fact]
    public void MetricsComeInAFixedOrder()
    {
        (Metric Metric, double? Value)[] figures = [.. Metrics.Of(Sample.Result(3, new AccuracyResult { Test = 0.5 }))];
        Assert.Equal(["running", "evaluated", "test"], figures[..3].Select(figure => figure.Metric.Variant).ToArray());
        Assert.Equal([null, null, 0.5], figures.Take(3).Select(figure => figure.Value));
        Assert.Equal([null, "first", "silent"], figures.Select(figure => figure.Metric.Layer).Distinct(StringComparer.Ordinal).ToArray());
        Assert.Equal(figures.Length, figures.Select(figure => figure.Metric).Distinct().Count());
        // No edges: no modularity, no communities' average size, but zero vertices.
        Assert.Null(figures.Single(f => f.Metric is { Layer: "silent", Measure: "modularity", Variant: "klb" }).Value);
        Assert.Null(figures.Single(f => f.Metric is { Layer: "silent", Measure: "louvain", Variant: "averageSize" }).Value);
        Assert.Equal(0, figures.Single(f => f.Metric is { Layer: "silent", Measure: "graph", Variant: "vertices" }).Value);
        Assert.Equal(2, figures.Single(f => f.Metric is { Layer: "silent", Measure: "deadNeurons" }).Value);
    }
}
