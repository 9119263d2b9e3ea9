using Coterie.Statistics;

namespace Coterie.Paper.Tests;

public class PaperFiguresTests
{
    private const string Presets = "mnist mnist-mixed fashion-mnist fashion-mnist-mixed cifar10 plantvillage";

    [Fact]
    public void Every_table_is_whole()
    {
        Assert.Equal(Presets, string.Join(' ', PaperFigures.Studies.Select(study => study.Study)));
        Assert.Equal(Presets, string.Join(' ', PaperFigures.Table3.Select(figure => figure.Study)));
        Assert.Equal(Presets, string.Join(' ', PaperFigures.Communities.Select(found => found.Study)));
        Assert.Equal(12, PaperFigures.Table5.Count);
        Assert.Equal(168, PaperFigures.Table4.Count);
        Assert.Equal("mnist", Assert.Single(PaperFigures.Table2).Study);
        Assert.Equal(118, PaperFigures.Table6.Count);
        foreach (PublishedStudy study in PaperFigures.Studies)
        {
            Assert.Equal(2 * study.Classes, PaperFigures.Table6.Count(figure => figure.Study == study.Study));
            Assert.Equal(8 * study.Hidden.Count, PaperFigures.Table4.Count(figure => figure.Study == study.Study));
            Assert.Equal(study.Hidden.Count, PaperFigures.Table4.Where(figure => figure.Study == study.Study).Max(figure => figure.Layer));
        }
    }

    [Fact]
    public void Every_figure_is_there_once_and_is_a_correlation()
    {
        PublishedFigure[] all = [.. PaperFigures.Table3, .. PaperFigures.Table4, .. PaperFigures.Table5, .. PaperFigures.Table6];
        Assert.Equal(
            all.Length,
            all.DistinctBy(figure => (figure.Study, figure.Layer, figure.Class, figure.Measure, figure.Coefficient)).Count());
        Assert.All(all, figure => Assert.InRange(figure.Value ?? 0, -1, 1));
        Assert.All(all, figure => Assert.True(figure.Value is not null || figure.Class is not null));
    }

    [Theory]
    [InlineData("mnist", 2, "unweightedOverlap", 0.78, 0.68)]
    [InlineData("mnist", 1, "klb", 0.24, 0.16)]
    [InlineData("mnist-mixed", 1, "klb", -0.76, -0.81)]
    [InlineData("mnist-mixed", 2, "weightedOverlap", 0.48, 0.47)]
    [InlineData("fashion-mnist", 1, "klb", -0.04, -0.10)]
    [InlineData("fashion-mnist", 2, "weightedOverlap", 0.78, 0.79)]
    [InlineData("fashion-mnist-mixed", 2, "klb", -0.44, -0.38)]
    [InlineData("cifar10", 6, "klb", -0.01, 0.06)]
    [InlineData("cifar10", 4, "noOverlap", 0.06, -0.05)]
    [InlineData("cifar10", 6, "weightedOverlap", 0.02, -0.03)]
    [InlineData("plantvillage", 5, "noOverlap", 0.04, 0.00)]
    [InlineData("plantvillage", 4, "unweightedOverlap", 0.91, 0.85)]
    [InlineData("plantvillage", 7, "weightedOverlap", 0.62, 0.72)]
    public void Table_4_is_the_papers(string study, int layer, string measure, double pearson, double spearman)
    {
        Assert.Equal(pearson, Table4(study, layer, measure, Coefficient.Pearson).Value);
        Assert.Equal(spearman, Table4(study, layer, measure, Coefficient.Spearman).Value);
    }

    [Fact]
    public void Three_signs_are_doubtful()
    {
        Assert.Equal(
            [
                ("mnist-mixed", 2, "noOverlap", Coefficient.Pearson, 0.46),
                ("plantvillage", 2, "noOverlap", Coefficient.Pearson, 0.05),
                ("plantvillage", 2, "weightedOverlap", Coefficient.Pearson, 0.59),
            ],
            PaperFigures.Table4.Where(figure => figure.Doubtful)
                .Select(figure => (figure.Study, figure.Layer!.Value, figure.Measure, figure.Coefficient, figure.Value!.Value)));
    }

    [Fact]
    public void Table_5_is_the_papers()
    {
        Assert.Equal(
            [-0.87, -0.94, 0.22, 0.51, -0.95, -0.99, 0.57, 0.67, -0.95, -0.97, -0.94, -1],
            PaperFigures.Table5.Select(figure => figure.Value!.Value));
    }

    [Fact]
    public void Table_2_is_of_intersections_of_lists_of_fifty()
    {
        const int top = 50;
        PublishedOverlap table = PaperFigures.Table2[0];
        Assert.Equal(1, table.Layer);
        foreach (IReadOnlyList<IReadOnlyList<int>> shared in (IReadOnlyList<IReadOnlyList<int>>[])[table.First, table.Last])
        {
            Assert.Equal(10, shared.Count);
            for (int i = 0; i < 10; i++)
            {
                Assert.Equal(10, shared[i].Count);
                // Neurons of two classes alone would make no row longer than the list.
                Assert.InRange(shared[i].Sum(), top + 1, 9 * top);
                for (int j = 0; j < 10; j++)
                {
                    Assert.Equal(shared[j][i], shared[i][j]);
                    Assert.InRange(shared[i][j], 0, top);
                    if (i == j) continue;
                    // What represents i alone is not shared with j; nor are the neurons shared with j and with k two lots, but for
                    // those that j and k share.
                    Assert.InRange(shared[i][i] + shared[i][j], 0, top);
                    for (int k = 0; k < 10; k++)
                    {
                        if (k == i || k == j) continue;
                        Assert.InRange(shared[i][i] + shared[i][j] + shared[i][k] - shared[j][k], -top, top);
                    }
                }
            }
        }
        Assert.Equal((110, 152), (ComparedOverlap.UniqueOf(table.First), ComparedOverlap.UniqueOf(table.Last)));
        Assert.Equal(464 / 45.0, ComparedOverlap.SharedOf(table.First)!.Value, 1e-12);
        Assert.Equal(388 / 45.0, ComparedOverlap.SharedOf(table.Last)!.Value, 1e-12);
        Assert.Equal([1, 11, 14, 17, 4, 7, 8, 10, 19, 7], table.First[1]);
        Assert.Equal([2, 10, 8, 7, 24, 10, 8, 15, 21, 7], table.Last[9]);
    }

    [Theory]
    [InlineData("mnist", 1, -0.54, -0.71)]
    [InlineData("mnist", 0, null, -0.67)]
    [InlineData("mnist-mixed", 8, 0.46, -0.62)]
    [InlineData("fashion-mnist", 0, null, null)]
    [InlineData("fashion-mnist-mixed", 9, null, 0.86)]
    [InlineData("cifar10", 9, -0.18, -0.26)]
    [InlineData("plantvillage", 8, -0.81, null)]
    public void Table_6_is_the_papers_and_what_cannot_be_read_is_null(string study, int @class, double? pearson, double? spearman)
    {
        PublishedFigure[] figures = [.. PaperFigures.Table6.Where(figure => figure.Study == study && figure.Class == @class)];
        Assert.Equal(
            [(Coefficient.Pearson, pearson), (Coefficient.Spearman, spearman)],
            figures.Select(figure => (figure.Coefficient, figure.Value)));
        Assert.Equal(20, PaperFigures.Table6.Count(figure => figure.Value is null));
    }

    [Fact]
    public void Table_3_is_the_papers_and_what_cannot_be_read_is_null()
    {
        Assert.Equal([0.52, -0.27, 0.71, 0.28, 0.80, 0.82], PaperFigures.Table3.Select(figure => figure.Value!.Value));
        Assert.Equal([35, 33, 35, 34, 28, 25, 25, 26], PaperFigures.Communities[0].First);
        Assert.Equal([13, 12, 8, 7, 7, 5, 5, null], PaperFigures.Communities[1].Last);
        Assert.Equal([10, 7, 7, 7, 7, 6, 5, null], PaperFigures.Communities[3].Last);
        Assert.Equal([40, 26, 26, 21, 6, 4, 3, null], PaperFigures.Communities[5].First);
        Assert.Equal([62, 62, 46, 35, 34, 12, 5, 4], PaperFigures.Communities[5].Last);
        Assert.Equal(3, PaperFigures.Communities.Sum(found => found.First.Concat(found.Last).Count(size => size is null)));
        Assert.All(PaperFigures.Communities, found => Assert.Equal((8, 8), (found.First.Count, found.Last.Count)));
    }

    [Fact]
    public void The_studies_are_the_papers()
    {
        Assert.Equal([99.56, 12.44, 91.80, 11.02, 46.24, 80.65], PaperFigures.Studies.Select(study => study.TrainAccuracy));
        Assert.Equal([98.24, 9.85, 88.9, 10.12, 43.43, 79.55], PaperFigures.Studies.Select(study => study.TestAccuracy));
        PublishedStudy plants = PaperFigures.Studies[^1];
        Assert.Equal([8192, 2048, 1024, 512, 256, 128, 64], plants.Hidden);
        Assert.Equal((9, 100, 20, 28693, 6890), (plants.Classes, plants.Epochs, plants.Snapshots, plants.TrainImages, plants.TestImages));
    }

    private static PublishedFigure Table4(string study, int layer, string measure, Coefficient coefficient)
    {
        return PaperFigures.Table4.Single(figure =>
            figure.Study == study && figure.Layer == layer && figure.Measure == measure && figure.Coefficient == coefficient);
    }
}
