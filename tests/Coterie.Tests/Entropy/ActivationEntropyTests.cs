using Coterie.Entropy;

namespace Coterie.Tests.Entropy;

public class ActivationEntropyTests
{
    private static readonly double Ln2 = Math.Log(2);

    [Fact]
    public void A_constant_neuron_has_no_entropy_of_bins()
    {
        Assert.Equal(default, Of([0, 0, 0, 0]));
        Assert.Equal(new Entropies(0, 0, 2 * Ln2, 0), Of([3, 3, 3, 3]), Near);
        Assert.Equal(new Entropies(0, 0, 2 * Ln2, 0), Of([-3, -3, -3, -3]), Near);
    }

    [Fact]
    public void One_sample_that_differs_from_zero_is_a_bin_of_its_own_among_all_and_has_the_whole_share()
    {
        double all = 2 * Ln2 - 0.75 * Math.Log(3);

        Assert.Equal(new Entropies(0, all, 0, all), Of([0, 0, 7, 0]), Near);
        Assert.Equal(new Entropies(0, all, 0, all), Of([0, 0, -7, 0]), Near);
    }

    [Fact]
    public void A_value_on_an_edge_belongs_to_the_bin_above_but_the_maximum_to_the_last()
    {
        // Four bins of width 1 from 0: 0 1 | 1 2 | 2 3 | 3 4.
        Assert.Equal(2 * Ln2, Of([0, 1, 2, 4]).All, 1e-12);
        Assert.Equal(Entropy(1, 1, 2), Of([0, 2, 3, 4]).All, 1e-12);
        Assert.Equal(Entropy(1, 1, 2), Of([1, 3, 4, 5]).Nonzero, 1e-12);
    }

    [Fact]
    public void Zeros_count_in_the_bins_of_all_even_with_negative_values()
    {
        // Bins of width 2 from -4 to 4: -4; -1; 0, 0; 4.
        Assert.Equal(Entropy(1, 1, 2, 1), Of([-4, -1, 0, 0, 4]).All, 1e-12);
        // No zeros: from -4 to -1 in width 0.75.
        Assert.Equal(Entropy(1, 1, 1), Of([-4, -3, -1]).All, 1e-12);
    }

    [Fact]
    public void Shares_are_of_absolute_values()
    {
        Assert.Equal(Entropy(1, 2, 1), Of([1, -2, 1, 0]).Share, 1e-12);
    }

    [Fact]
    public void Common_bins_are_the_same_for_all_neurons_and_classes()
    {
        // Four bins of width 2 from 0 to 8. In its own bins the first neuron, or a class of either, would have other counts.
        BatchedActivations source = new([[0, 8], [1, 3], [2, 5], [3, 8]], [0, 0, 1, 1], 2, 3, single: false);
        ActivationEntropy found = new SnapshotAnalyzer(new AnalysisSettings { Bins = 4 })
            .Analyze(source, TestContext.Current.CancellationToken).Layers[0].Entropy;

        Assert.Equal(Entropy(2, 2), found.Neurons[0].Common, 1e-12);
        Assert.Equal(2 * Ln2, found.Neurons[0].All, 1e-12);
        Assert.Equal(Entropy(2, 1, 1), found.Neurons[1].Common, 1e-12);
        Assert.Equal(Entropy(2) + Entropy(1, 1), found.Classes[0].Common, 1e-12);
        Assert.Equal(Entropy(2) + Entropy(1, 1), found.Classes[1].Common, 1e-12);
    }

    [Fact]
    public void Common_bins_begin_at_the_least_activation_below_zero()
    {
        // Four bins of width 2 from -4 to 4.
        BatchedActivations source = new([[-4, 1], [-3, 2], [-1, 4]], [0, 0, 0], 1, 3, single: false);
        ActivationEntropy found = new SnapshotAnalyzer(new AnalysisSettings { Bins = 4 })
            .Analyze(source, TestContext.Current.CancellationToken).Layers[0].Entropy;

        Assert.Equal(Entropy(2, 1), found.Neurons[0].Common, 1e-12);
        Assert.Equal(Entropy(1, 2), found.Neurons[1].Common, 1e-12);
    }

    [Fact]
    public void A_range_that_float64_cannot_divide_is_one_bin()
    {
        Assert.Equal(0, Of([5e-324, 1e-323, 2e-310]).Nonzero);
        Assert.Equal(2 * Ln2, Of([1e-300, 2e-300, 3e-300, 4e-300]).Nonzero, 1e-12);
    }

    [Fact]
    public void Neighbouring_numbers_are_distinguished()
    {
        double one = 1;
        double next = Math.BitIncrement(one);

        Assert.Equal(Ln2, Of([one, next]).Nonzero, 1e-12);
        Assert.Equal(Entropy(1, 1, 1), Of([one, next, Math.BitIncrement(next)]).Nonzero, 1e-12);
    }

    private static Entropies Of(double[] column)
    {
        BatchedActivations source = new([.. column.Select(x => (double[])[x])], new int[column.Length], 1, 3, single: false);
        SnapshotAnalyzer analyzer = new(new AnalysisSettings { Bins = 4 });
        return analyzer.Analyze(source, TestContext.Current.CancellationToken).Layers[0].Entropy.Neurons[0];
    }

    private static double Entropy(params int[] counts)
    {
        double total = counts.Sum();
        return -counts.Sum(count => count / total * Math.Log(count / total));
    }

    private static bool Near(Entropies expected, Entropies found)
    {
        return Enum.GetValues<EntropyForm>().All(form => Math.Abs(expected[form] - found[form]) < 1e-12);
    }
}
