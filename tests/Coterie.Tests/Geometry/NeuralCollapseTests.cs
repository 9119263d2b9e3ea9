using Coterie.Geometry;
using CsCheck;

namespace Coterie.Tests.Geometry;

public class NeuralCollapseTests
{
    [Fact]
    public void Two_classes_on_a_line_have_the_variance_within_over_that_between()
    {
        // Means −3 and 3, so 9 between the classes; 1 and 4 within them, whatever the number of samples.
        double[][] rows = [[-4], [-2], [1], [5], [1], [5]];

        Assert.Equal(2.5 / 9 / 2, Nc1(rows, [0, 0, 1, 1, 1, 1])!.Value, 1e-15);
    }

    [Fact]
    public void It_is_zero_where_every_sample_is_its_class_mean()
    {
        Assert.Equal(0, Nc1([[1, 2], [1, 2], [3, 0], [3, 0], [5, 5]], [0, 0, 1, 1, 2]));
    }

    [Fact]
    public void There_is_none_where_the_class_means_are_the_same()
    {
        Assert.Null(Nc1([[1, 2], [3, 4], [3, 4], [1, 2]], [0, 0, 1, 1]));
        Assert.Null(Nc1([[0, 0], [0, 0]], [0, 1]));
        Assert.Null(Nc1([[1, 2], [3, 4]], [0, 0], classes: 1));
        // The same but for rounding.
        Assert.Null(Nc1([[0.1, 1], [0.2, 0], [0.3, 1], [0.3, 1], [0.2, 0], [0.1, 1]], [0, 0, 0, 1, 1, 1]));
    }

    [Theory]
    [InlineData(1e-150)]
    [InlineData(1e150)]
    public void It_does_not_overflow(double factor)
    {
        double[][] rows = [[-4], [-2], [1], [5]];

        Assert.Equal(2.5 / 9 / 2, Nc1([.. rows.Select(row => Array.ConvertAll(row, x => x * factor))], [0, 0, 1, 1])!.Value, 1e-12);
    }

    [Fact]
    public void Neither_scale_nor_place_nor_batches_nor_threads_matter()
    {
        RandomActivations.Gen.Sample(sample =>
        {
            double? plain = Nc1(sample.Rows, sample.Labels, sample.Classes);

            Assert.Equal(plain, Nc1(sample.Rows, sample.Labels, sample.Classes, batch: 3, threads: 3));
            double? twice = Nc1([.. sample.Rows.Select(row => Array.ConvertAll(row, x => 2 * x))], sample.Labels, sample.Classes);
            Assert.Equal(plain, twice);
            double? turned = Nc1([.. sample.Rows.Select(row => (double[])[.. row.Reverse()])], sample.Labels, sample.Classes);
            Assert.Equal(plain is null, turned is null);
            Assert.Equal(plain ?? 0, turned ?? 0, 1e-6 * (1 + plain ?? 0));
        });
    }

    private static double? Nc1(double[][] rows, int[] labels, int? classes = null, int batch = 100, int threads = 1)
    {
        BatchedActivations source = new(rows, labels, classes ?? labels.Max() + 1, batch, single: false);
        return new SnapshotAnalyzer(new AnalysisSettings { Threads = threads }).Analyze(source).Layers[0].Result<NeuralCollapse>().Nc1;
    }
}
