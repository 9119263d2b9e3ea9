using Coterie.Activations;
using Coterie.Measures;

namespace Coterie.Tests.Measures;

public class CatalogueTests
{
    private static readonly SnapshotAnalysis Analysis = new SnapshotAnalyzer(new AnalysisSettings()).Analyze(
        new MemoryActivations(
            [new Layer("first", 3), new Layer("second", 2)],
            [[1, 2, 0, 3, 1, 0, 0, 2, 2, 0, 1, 3], [1, 0, 2, 1, 0, 3, 1, 1]],
            [0, 0, 1, 1],
            classes: 2)) with
    {
        Accuracy = new Accuracies { Running = 0.5, Test = 0.25 },
    };

    [Fact]
    public void Every_measure_has_a_name_of_its_own_and_a_scope()
    {
        Assert.Distinct(Catalogue.All.Select(measure => (measure.Family, measure.Variant)));
        Assert.All(Catalogue.All, measure =>
        {
            Assert.NotEmpty(measure.Family);
            Assert.NotEmpty(measure.Title);
            Assert.NotEmpty(measure.Description);
            Assert.DoesNotContain('\n', measure.Description);
            Assert.True(measure.OfModel is not null || measure.OfModelClass is not null || measure.OfLayer is not null
                || measure.OfLayerClass is not null || measure.OfNeuron is not null);
        });
    }

    [Fact]
    public void Values_are_of_the_model_then_of_each_layer()
    {
        (MeasureKey Key, double? Value)[] values = [.. Catalogue.Values(Analysis)];

        Assert.Distinct(values.Select(value => value.Key));
        Assert.Equal(new MeasureKey(null, null, "accuracy", "running"), values[0].Key);
        Assert.Equal(0.5, values[0].Value);
        Assert.Null(values[1].Value);
        Assert.True(new[] { null, "first", "second" }.SequenceEqual(
            values.Select(value => value.Key.Layer).Distinct(StringComparer.Ordinal), StringComparer.Ordinal));
        Assert.Equal([null, 0, 1], values.Where(value => value.Key.Layer == "second").Select(value => value.Key.Class).Distinct());
    }

    [Fact]
    public void Values_are_those_of_the_analysis()
    {
        Dictionary<MeasureKey, double?> values = Catalogue.Values(Analysis).ToDictionary(value => value.Key, value => value.Value);
        LayerAnalysis second = Analysis.Layers[1];

        Assert.Equal(second.Entropy.Layer.Share, values[new MeasureKey("second", null, "entropy", "share")]);
        Assert.Equal(Analysis.Entropy.All, values[new MeasureKey(null, null, "entropy", "all")]);
        Assert.Equal(second.Entropy.Classes[1].Nonzero, values[new MeasureKey("second", 1, "classEntropy", "nonzero")]);
        Assert.Equal(second.Communities[0].Quality, values[new MeasureKey("second", null, "modularity", "klb")]);
        Assert.Equal(second.Communities[1].AverageSize, values[new MeasureKey("second", null, "louvain", "averageSize")]);
        Assert.Equal(second.Pattern.Graph.TotalWeight, values[new MeasureKey("second", null, "graph", "totalWeight")]);
    }

    [Fact]
    public void Accuracy_by_class_is_there_where_the_answers_are_known()
    {
        Assert.DoesNotContain(Catalogue.Values(Analysis), value => value.Key.Measure == Catalogue.ClassAccuracy);

        SnapshotAnalysis known = Analysis with { Accuracy = new Accuracies { EvaluatedByClass = [0.25, null] } };
        Dictionary<MeasureKey, double?> values = Catalogue.Values(known).ToDictionary(value => value.Key, value => value.Value);
        Assert.Equal(0.25, values[new MeasureKey(null, 0, "classAccuracy", "evaluated")]);
        Assert.Null(values[new MeasureKey(null, 1, "classAccuracy", "evaluated")]);
        Assert.Null(values[new MeasureKey(null, 0, "classAccuracy", "test")]);
    }
}
