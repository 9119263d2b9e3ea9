using Coterie.Measures;
using Coterie.Runs.Ranking;
using Coterie.Statistics;

namespace Coterie.Runs.Tests.Ranking;

public class NetworkRankingTests
{
    private static readonly double[] Test = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95];
    private static readonly double[] Training = [0.6, 0.55, 0.8, 0.75, 0.99, 0.9];

    [Fact]
    public void Measures_are_ordered_by_how_strongly_they_order_the_networks()
    {
        NetworkRanking ranking = NetworkRanking.Of(Runs(
        [
            ("entropy", "all", [9, 8, 7, 6, 5, 4]),
            ("weights", "norm", [1, 2, 3, 4, 6, 5]),
            ("weights", "alpha", [2, 2, 2, 2, 2, 2]),
        ]));

        Assert.Equal(
            "entropy all, weights norm, accuracy evaluated, weights alpha",
            string.Join(", ", ranking.Measures.Select(measure => $"{measure.Measure} {measure.Variant}")));
        Assert.Equal(-1, ranking.Measures[0].Tau!.Value, 1e-15);
        Assert.Equal(-1, ranking.Measures[0].TauGivenTraining!.Value, 1e-14);
        Assert.Equal(13.0 / 15, ranking.Measures[1].Tau!.Value, 1e-15);
        Assert.Null(ranking.Measures[^1].Tau);
        Assert.Equal([false, true, true, true], ranking.Measures.Select(measure => measure.IsBaseline));
    }

    [Fact]
    public void What_is_left_given_training_accuracy_is_the_partial_tau()
    {
        NetworkRanking ranking = NetworkRanking.Of(Runs([("weights", "norm", [1, 2, 3, 4, 6, 5])]));
        RankedMeasure norm = ranking.Measures.Single(measure => measure.Measure == "weights");

        // Pairs in the same order minus pairs in the opposite order, of 15: 13 with test accuracy, 11 of the norm and 9 of test accuracy
        // with training accuracy.
        double xy = 13.0 / 15, xz = 11.0 / 15, yz = 9.0 / 15;
        Assert.Equal(9.0 / 15, ranking.Training!.Tau!.Value, 1e-15);
        Assert.Null(ranking.Training.TauGivenTraining);
        Assert.Equal((xy - xz * yz) / Math.Sqrt((1 - xz * xz) * (1 - yz * yz)), norm.TauGivenTraining!.Value, 1e-14);
        Assert.Equal(KendallTau.Of([1, 2, 3, 4, 6, 5], [.. Test.Select(x => (double?)x)])!.Interval, norm.Interval);
    }

    [Fact]
    public void Networks_of_other_depth_have_a_last_layer_and_a_mean()
    {
        ComparableRuns runs = new(
            [
                .. Test.Select((test, k) => Network(k, test, Training[k],
                [
                    .. Enumerable.Range(0, 1 + k % 3).Select(l =>
                        KeyValuePair.Create(new MeasureKey($"layer{l}", null, "modularity", "klb"), (double?)(k + 10 * l))),
                ], layers: 1 + k % 3)),
            ],
            []);

        RankedMeasure[] klb = [.. NetworkRanking.Of(runs).Measures.Where(measure => measure.Variant == "klb")];

        Assert.Equal([0, 11, 22, 3, 14, 25], klb.Single(measure => measure.Scope == RankingScope.LastLayer).Values);
        Assert.Equal([0, 6, 12, 3, 9, 15], klb.Single(measure => measure.Scope == RankingScope.MeanOverLayers).Values);
    }

    [Fact]
    public void A_network_without_a_value_is_not_counted()
    {
        NetworkRanking ranking = NetworkRanking.Of(Runs([("weights", "norm", [1, null, 3, 4, 6, 5])]));

        RankedMeasure norm = ranking.Measures.Single(measure => measure.Measure == "weights");
        Assert.Equal(5, norm.Networks);
        Assert.Equal(0.8, norm.Tau!.Value, 1e-15);
    }

    [Fact]
    public void A_measure_that_few_networks_have_is_not_ranked()
    {
        NetworkRanking ranking = NetworkRanking.Of(Runs([("weights", "norm", [1, null, 3, null, 6, 5])]));

        RankedMeasure norm = ranking.Measures[^1];
        Assert.Equal("weights", norm.Measure);
        Assert.Equal(4, norm.Networks);
        Assert.Null(norm.Tau);
        Assert.Null(norm.TauGivenTraining);
    }

    [Fact]
    public void Four_networks_are_too_few()
    {
        ComparableRuns runs = Runs([]);
        ComparableRuns few = new([.. runs.Networks.Take(4)], [new LeftOutRun("e", "not finished")]);

        string message = Assert.Throws<InputException>(() => NetworkRanking.Of(few)).Message;

        Assert.Equal("found 4 finished networks that can be compared (left out: e: not finished), expected at least 5", message);
    }

    private static ComparableRuns Runs(IReadOnlyList<(string Family, string Variant, double?[] Values)> measures)
    {
        return new ComparableRuns(
            [
                .. Test.Select((test, k) => Network(
                    k,
                    test,
                    Training[k],
                    [.. measures.Select(of => KeyValuePair.Create(new MeasureKey(null, null, of.Family, of.Variant), of.Values[k]))])),
            ],
            []);
    }

    private static RankedNetwork Network(
        int k, double test, double training, IReadOnlyList<KeyValuePair<MeasureKey, double?>> values, int layers = 1)
    {
        LayerStructure layer = Sample.Snapshot().Layers[0];
        Snapshot snapshot = new(
            1,
            1,
            10,
            [
                KeyValuePair.Create(new MeasureKey(null, null, Catalogue.Accuracy, "test"), (double?)test),
                KeyValuePair.Create(new MeasureKey(null, null, Catalogue.Accuracy, "evaluated"), (double?)training),
                .. values,
            ],
            [.. Enumerable.Range(0, layers).Select(l => layer with { Name = $"layer{l}" })]);
        return new RankedNetwork($"run{k}", snapshot, new Dictionary<string, string>(StringComparer.Ordinal));
    }
}
