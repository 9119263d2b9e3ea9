using Coterie.Measures;
using Coterie.Runs.Results;

namespace Coterie.Runs.Tests.Results;

public class CorrelationResultTests
{
    [Fact]
    public void Every_measure_stands_against_every_known_accuracy()
    {
        Snapshot[] snapshots =
        [
            Sample.Snapshot(1, new Accuracies { Running = 0.1, Test = 0.2 }),
            Sample.Snapshot(2, new Accuracies { Running = 0.2, Test = 0.4 }),
        ];
        IReadOnlyList<CorrelationResult> found = CorrelationResult.Of(snapshots);

        int measures = snapshots[0].Values.Count(value => value.Key.Measure != Catalogue.Accuracy);
        Assert.Equal(2 * measures, found.Count);
        Assert.Equal([AccuracyKind.Running, AccuracyKind.Test], found.Select(c => c.Against).Distinct());
        Assert.DoesNotContain(found, c => c.Measure == Catalogue.Accuracy);
        // Layer, measure, variant and accuracy identify a correlation that is not of a single class.
        Assert.Equal(
            found.Count(c => c.Class is null),
            found.Where(c => c.Class is null).Select(c => (c.Layer, c.Measure, c.Variant, c.Against)).Distinct().Count());
        Assert.All(found, c => Assert.Equal(c.Class is not null, c.Measure == "classEntropy"));
        // The snapshots are the same activations: every series is constant, and has no correlation.
        Assert.All(found, c => Assert.True(c is { Pearson: null, Spearman: null }));
    }

    [Fact]
    public void A_series_follows_its_accuracy()
    {
        MeasureKey entropy = new(null, null, "entropy", "all");
        Snapshot[] snapshots =
        [
            .. new (double Test, double All)[] { (0.1, 5), (0.2, 4), (0.4, 1) }
                .Select((s, k) => Sample.Snapshot(k + 1, new Accuracies { Test = s.Test }).With(entropy, s.All)),
        ];
        CorrelationResult all = Assert.Single(
            CorrelationResult.Of(snapshots),
            c => c is { Layer: null, Measure: "entropy", Variant: "all" });
        Assert.Equal(-1, all.Spearman!.Value, 12);
        // (Σxy - n x̄ȳ) / (n σx σy) of the three points.
        Assert.Equal(-0.9958705948858224, all.Pearson!.Value, 12);
    }

    [Fact]
    public void Without_accuracies_there_is_none()
    {
        Assert.Empty(CorrelationResult.Of([Sample.Snapshot(1), Sample.Snapshot(2)]));
    }

    [Fact]
    public void A_measure_that_a_snapshot_lacks_is_a_gap_in_its_series()
    {
        MeasureKey entropy = new(null, null, "entropy", "all");
        Snapshot[] snapshots =
        [
            .. Enumerable.Range(1, 4)
                .Select(k => Sample.Snapshot(k, new Accuracies { Test = 0.1 * k }).With(entropy, k == 2 ? null : k)),
        ];
        Snapshot lacking = new(5, 5, null, [.. snapshots[3].Values.Where(value => value.Key != entropy)], snapshots[3].Layers);

        CorrelationResult found = Assert.Single(
            CorrelationResult.Of([.. snapshots, lacking]),
            c => c is { Layer: null, Measure: "entropy", Variant: "all" });

        Assert.Equal(1, found.Pearson!.Value, 12);
    }

    [Fact]
    public void A_layer_without_activity_has_sizes_and_no_modularity()
    {
        Snapshot snapshot = Sample.Snapshot();
        Assert.Null(snapshot.OfLayer("silent", "modularity", "klb"));
        Assert.Null(snapshot.OfLayer("silent", "louvain", "averageSize"));
        Assert.Equal(0, snapshot.OfLayer("silent", "graph", "vertices"));
        Assert.Equal(2, snapshot.OfLayer("silent", "deadNeurons"));
    }
}
