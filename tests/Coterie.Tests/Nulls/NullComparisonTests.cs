using Coterie.Activations;
using Coterie.Measures;
using Coterie.Nulls;

namespace Coterie.Tests.Nulls;

public class NullComparisonTests
{
    private static readonly NullModel Model = NullModels.All[1];

    [Fact]
    public void Excess_and_z_are_against_the_mean_and_deviation_of_the_draws()
    {
        NullComparison found = new(Model, Q(0.5), [Q(0.1), Q(0.2), Q(0.6)]);

        Assert.Equal(0.3, found.Mean(values => values.WeightedOverlap)!.Value, 1e-12);
        Assert.Equal(0.2, found.Excess(values => values.WeightedOverlap)!.Value, 1e-12);
        // The sum of squares is 0.14, the variance of a sample 0.07.
        Assert.Equal(0.2 / Math.Sqrt(0.07), found.Z(values => values.WeightedOverlap)!.Value, 1e-12);
        Assert.Null(found.Mean(values => values.Louvain));
        Assert.Null(found.Excess(values => values.Louvain));
        Assert.Null(found.Z(values => values.Louvain));
    }

    [Fact]
    public void There_is_no_z_of_one_draw_or_of_equal_ones()
    {
        Assert.Null(new NullComparison(Model, Q(0.5), [Q(0.1)]).Z(values => values.WeightedOverlap));
        Assert.Null(new NullComparison(Model, Q(0.5), [Q(0.1), Q(0.1 + 1e-12)]).Z(values => values.WeightedOverlap));
        Assert.Null(new NullComparison(Model, Q(null), [Q(0.1), Q(0.2)]).Z(values => values.WeightedOverlap));
    }

    [Fact]
    public void Ten_random_lists_score_above_a_layer_that_separates_its_classes()
    {
        // Neurons answer to one class most, less to similar ones, and some are loud for all, as in a trained network.
        Random random = new(1);
        const int classes = 10, neurons = 256, samples = 40 * classes;
        double[] gains = [.. Enumerable.Range(0, neurons).Select(_ => Math.Exp(0.5 * Normal()))];
        double[][] tuning = [.. Enumerable.Range(0, classes).Select(_ => Enumerable.Range(0, neurons).Select(_ => Normal()).ToArray())];
        int[] labels = [.. Enumerable.Range(0, samples).Select(d => d % classes)];
        float[] values = new float[samples * neurons];
        for (int d = 0; d < samples; d++)
        {
            for (int q = 0; q < neurons; q++)
            {
                values[d * neurons + q] = (float)Math.Max(0, gains[q] * (tuning[labels[d]][q] + 0.5 * Normal()));
            }
        }
        MemoryActivations source = new([new Layer("layer", neurons)], [values], labels, classes);
        SnapshotAnalysis found = new SnapshotAnalyzer(new AnalysisSettings()).Analyze(source, TestContext.Current.CancellationToken);

        Dictionary<string, double?> of = Catalogue.Values(found).Where(value => value.Key.Class is null && value.Key.Layer is not null)
            .ToDictionary(value => value.Key.Name, value => value.Value, StringComparer.Ordinal);
        double real = of["modularity weightedOverlap"]!.Value;
        Assert.InRange(real, 0.15, 0.35);
        Assert.InRange(of["randomLists weightedOverlap"]!.Value, real + 0.02, 0.4);
        Assert.InRange(of["randomLists weightedOverlapZ"]!.Value, double.NegativeInfinity, -2);
        // What the network adds to its lists, and what labels that say nothing leave of it.
        Assert.Equal(of["modularity unweightedOverlap"]!.Value, of["listOnly unweightedOverlap"]!.Value, 0.01);
        Assert.InRange(of["permutedLabels weightedOverlap"]!.Value, -0.05, 0.05);
        Assert.InRange(of["rewired weightedOverlap"]!.Value, -0.05, 0.05);

        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    [Fact]
    public void A_layer_without_edges_has_no_values_under_null_models()
    {
        float[][] layers = [[0, -1, 0, -2], [1, 0, 0, 1], [1, 2]];
        MemoryActivations source = new([new("empty", 2), new("lonely", 2), new("one", 1)], layers, [0, 0], 1);

        SnapshotAnalysis found = new SnapshotAnalyzer(new AnalysisSettings()).Analyze(source, TestContext.Current.CancellationToken);

        HashSet<string> families = [.. NullModels.All.Select(model => model.Name)];
        (MeasureKey Key, double? Value)[] values =
            [.. Catalogue.Values(found).Where(value => families.Contains(value.Key.Measure))];
        Assert.Equal(3 * NullMeasures.All.Count(), values.Length);
        Assert.All(values, value => Assert.True(value.Value is not { } number || double.IsFinite(number), value.Key.ToString()));
        Assert.All(values, value => Assert.True(
            value.Value is null || !value.Key.Variant.EndsWith("OverlapExcess", StringComparison.Ordinal), value.Key.ToString()));
    }

    private static PatternValues Q(double? weightedOverlap) => new(null, null, weightedOverlap, null, null, null);
}
