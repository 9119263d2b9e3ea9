using Coterie.Activations;
using Coterie.Patterns;
using CsCheck;

namespace Coterie.Tests.Patterns;

public class SelectivityTests
{
    [Fact]
    public void A_neuron_that_is_loud_for_every_class_gives_way_to_one_that_is_not()
    {
        // Class means of three neurons: the first loud for all classes, the others each for one.
        double[][] means = [[100, 3, 1], [101, 1, 3], [102, 1, 1]];

        Assert.Equal([[0], [0], [0]], Lists(means, 1, RepresentativeRule.Mean));
        Assert.Equal([[1], [2], [0]], Lists(means, 1, RepresentativeRule.Selectivity));
    }

    [Fact]
    public void Hand_worked_scores()
    {
        // Mean 2, deviations -1, 0, 1, population variance 2/3.
        ClassTable scores = Selectivity.Scores(Table([[1], [2], [3]]));

        Assert.Equal(-Math.Sqrt(1.5), scores[0, 0], 1e-9);
        Assert.Equal(0, scores[1, 0], 1e-9);
        Assert.Equal(Math.Sqrt(1.5), scores[2, 0], 1e-9);
    }

    [Fact]
    public void A_positive_factor_on_a_neuron_changes_no_representative()
    {
        Means.Select(Gen.Double[1e-3, 1e3], Gen.Int[-200, 200]).Sample((means, factor, exponent) =>
        {
            int neuron = means[0].Length / 2;
            double[][] scaled = [.. means.Select(row => (double[])[.. row])];
            foreach (double[] row in scaled) row[neuron] *= factor * Math.Pow(10, exponent);
            Assert.Equal(
                Lists(means, 3, RepresentativeRule.Selectivity),
                Lists(scaled, 3, RepresentativeRule.Selectivity));
        });
    }

    [Fact]
    public void A_neuron_whose_means_are_the_same_for_all_classes_represents_none()
    {
        Gen.Double[1e-300, 1e300].Select(Gen.Double[-1e-13, 1e-13].Array[4]).Sample((level, noise) =>
        {
            double[][] means = [.. noise.Select(share => (double[])[level * (1 + share)])];
            Assert.All(Lists(means, 5, RepresentativeRule.Selectivity), Assert.Empty);
        });
    }

    [Fact]
    public void A_small_true_difference_counts()
    {
        Assert.Equal([[], [0], []], Lists([[-1], [1], [0]], 1, RepresentativeRule.Selectivity));
        Assert.Equal([[0], [0], [1]], Lists([[1000.01, 1], [1000.005, 1], [1000, 2]], 1, RepresentativeRule.Selectivity));
    }

    [Fact]
    public void A_neuron_whose_mean_is_not_positive_never_represents()
    {
        Means.Sample(means =>
        {
            int[][] lists = Lists(means, 10, RepresentativeRule.Selectivity);
            for (int i = 0; i < lists.Length; i++) Assert.All(lists[i], q => Assert.True(means[i][q] > 0));
        });
    }

    [Fact]
    public void Of_two_classes_the_index_decides_whatever_the_means()
    {
        Assert.Equal([[0, 1], [2, 3]], Lists([[2, 9, 1, 0.3], [1, 3, 7, 0.7]], 2, RepresentativeRule.Selectivity));
    }

    [Fact]
    public void The_analysis_follows_the_rule()
    {
        double[][] rows = [[100, 3, 1], [101, 1, 3], [102, 1, 1], [100, 3, 1], [101, 1, 3], [102, 1, 1]];
        BatchedActivations source = new(rows, [0, 1, 2, 0, 1, 2], 3, batch: 6, single: false);
        AnalysisSettings settings = new() { Top = 1, Threads = 1, Representatives = RepresentativeRule.Selectivity };

        LayerAnalysis found = new SnapshotAnalyzer(settings).Analyze(source, TestContext.Current.CancellationToken).Layers[0];

        Assert.Equal([1], found.Pattern.Representatives[0]);
        Assert.Equal([0, 1, 2], found.Pattern.Neurons);
    }

    private static Gen<double[][]> Means { get; } = Gen.Double[-1, 5].Array[9].Array[3, 6];

    private static int[][] Lists(double[][] means, int top, RepresentativeRule rule)
    {
        Representatives chosen = Representatives.Select(Table(means), top, rule);
        return [.. Enumerable.Range(0, chosen.Classes).Select(i => chosen[i].ToArray())];
    }

    private static ClassTable Table(double[][] means)
    {
        ClassTable table = new(means.Length, means[0].Length);
        for (int i = 0; i < means.Length; i++) means[i].CopyTo(table.WritableRow(i));
        return table;
    }
}
