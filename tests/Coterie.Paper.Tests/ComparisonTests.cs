using Coterie.Entropy;
using Coterie.Runs;
using Coterie.Statistics;

namespace Coterie.Paper.Tests;

public class ComparisonTests
{
    [Fact]
    public void A_studys_figures_stand_beside_the_published_ones()
    {
        StudyComparison study = StudyComparison.Of(Example.Study("mnist", 3, Example.Follows));

        ComparedFigure modularity = study.Figures.Single(figure =>
            figure is { Table: 4, Layer: 2, Measure: "weightedOverlap", Accuracy: AccuracyKind.Running, Coefficient: Coefficient.Pearson });
        Assert.Equal(0.77, modularity.Theirs);
        Assert.Equal(1, modularity.Ours!.Median, 1e-9);
        Assert.Equal(3, modularity.Ours.Seeds);
        Assert.Equal(0.05, modularity.Ours.P);
        Assert.Equal(1, modularity.Ours.Pairing!.Own, 1e-9);
        Assert.InRange(modularity.Ours.Pairing.Others, 0.9, 1 - 1e-6);
        Assert.Equal(1, modularity.GivenTime!.Own, 1e-9);

        ComparedFigure weak = study.Figures.Single(figure =>
            figure is { Table: 4, Layer: 1, Measure: "klb", Accuracy: AccuracyKind.Running, Coefficient: Coefficient.Spearman });
        Assert.Equal(0.16, weak.Theirs);

        ComparedFigure entropy = study.Figures.Single(figure =>
            figure is { Table: 5, Form: EntropyForm.Share, Accuracy: AccuracyKind.Evaluated, Coefficient: Coefficient.Pearson });
        Assert.Equal(-0.87, entropy.Theirs);
        Assert.Equal(-1, entropy.Ours!.Median, 1e-9);
    }

    [Fact]
    public void Every_table_has_all_its_figures()
    {
        StudyComparison study = StudyComparison.Of(Example.Study("mnist", 2, Example.Follows));

        // Three accuracies and two coefficients; two layers of four measures; four forms; two classes, with two accuracies.
        Assert.Equal(6, study.Figures.Count(figure => figure.Table == 3));
        Assert.Equal(6 * 8, study.Figures.Count(figure => figure.Table == 4));
        Assert.Equal(6 * 4, study.Figures.Count(figure => figure.Table == 5));
        Assert.Equal(4 * 8, study.Figures.Count(figure => figure.Table == 6));
        Assert.All(study.Figures.Where(figure => figure.Table == 3), figure => Assert.Equal(2, figure.Layer));
    }

    [Fact]
    public void Table_2_is_shown_in_both_readings_of_the_first_layer()
    {
        StudyComparison study = StudyComparison.Of(Example.Study("mnist", 1, Example.Follows));

        Assert.Same(PaperFigures.Table2[0], study.TheirOverlap);
        Assert.Equal([[1, 1], [1, 1]], study.LastIntersections);
        Assert.Equal(3, study.LastOverlap[0][1]);
        Assert.Equal(
            [
                (OverlapReading.Intersections, 1, 1.0), (OverlapReading.Intersections, 20, 1.0),
                (OverlapReading.Exclusive, 1, 3.0), (OverlapReading.Exclusive, 20, 3.0),
            ],
            study.Overlaps.Select(overlap => (overlap.Reading, overlap.Epoch, overlap.Shared!.Value)));
        // Of two classes; the paper has ten.
        Assert.All(study.Overlaps, overlap => Assert.Equal((null, null), (overlap.Pearson, overlap.MeanAbsoluteError)));
    }

    [Fact]
    public void A_matrix_is_compared_over_the_pairs_of_classes()
    {
        IReadOnlyList<IReadOnlyList<int>> theirs = [[9, 1, 2], [1, 9, 3], [2, 3, 9]];
        ComparedOverlap itself = ComparedOverlap.Of(OverlapReading.Exclusive, 4, theirs, theirs);
        ComparedOverlap other = ComparedOverlap.Of(OverlapReading.Exclusive, 4, [[0, 5, 5], [5, 1, 2], [5, 2, 0]], theirs);
        ComparedOverlap constant = ComparedOverlap.Of(OverlapReading.Exclusive, 4, [[0, 2, 2], [2, 0, 2], [2, 2, 0]], theirs);

        Assert.Equal((27, 2.0, 0.0), (itself.Unique, itself.Shared, itself.MeanAbsoluteError));
        Assert.Equal(1, itself.Pearson!.Value, 1e-12);
        Assert.Equal((1, 4.0, 8 / 3.0), (other.Unique, other.Shared, other.MeanAbsoluteError!.Value));
        Assert.Equal(-Math.Sqrt(0.75), other.Pearson!.Value, 1e-12);
        Assert.Equal((null, 2 / 3.0), (constant.Pearson, constant.MeanAbsoluteError!.Value));
        Assert.Null(ComparedOverlap.Of(OverlapReading.Exclusive, 4, [[5]], null).Shared);
    }

    [Fact]
    public void A_run_of_an_earlier_version_lacks_a_form_of_entropy()
    {
        StudyRuns runs = Example.Study("mnist", 2, Example.Follows);
        Snapshot[][] former = [.. runs.Seeds.Select(seed => seed.Select(Without).ToArray())];

        StudyComparison study = StudyComparison.Of(runs with { Seeds = former });

        Assert.All(study.Figures.Where(figure => figure.Form == EntropyForm.Common), figure => Assert.Null(figure.Ours));
        Assert.All(study.Figures.Where(figure => figure.Form == EntropyForm.All), figure => Assert.NotNull(figure.Ours));

        static Snapshot Without(Snapshot snapshot) => new(
            snapshot.Number,
            snapshot.Epoch,
            snapshot.Step,
            [.. snapshot.Values.Where(value => value.Key.Variant != "common")],
            snapshot.Layers);
    }

    [Fact]
    public void A_doubtful_sign_is_shown_and_not_counted()
    {
        StudyComparison study = StudyComparison.Of(Example.Study("mnist-mixed", 2, Example.Follows));

        ComparedFigure figure = study.Figures.Single(figure => figure.Doubtful && figure.Accuracy == AccuracyKind.Running);
        Assert.Equal(
            (4, 2, "noOverlap", Coefficient.Pearson, 0.46),
            (figure.Table, figure.Layer, figure.Measure, figure.Coefficient, figure.Theirs));
        Assert.Equal(0, FigureFit.Of([figure]).Figures);
    }

    [Fact]
    public void What_the_paper_has_of_layers_that_are_not_there_is_shown_alone()
    {
        StudyComparison study = StudyComparison.Of(Example.Study("cifar10", 2, Example.Follows));

        Assert.Equal(3 * 48, study.Figures.Count(figure => figure is { Table: 4, Theirs: not null }));
        ComparedFigure alone = study.Figures.Single(figure =>
            figure is { Table: 4, Layer: 3, Measure: "klb", Accuracy: AccuracyKind.Running, Coefficient: Coefficient.Pearson });
        Assert.Equal((0.69, null), (alone.Theirs, alone.Ours));
    }

    [Fact]
    public void A_study_the_paper_does_not_have_is_compared_with_nothing()
    {
        StudyComparison study = StudyComparison.Of(Example.Study("glyphs", 1, Example.Follows));

        Assert.Null(study.Theirs);
        Assert.Null(study.TheirCommunities);
        Assert.All(study.Figures, figure => Assert.Null(figure.Theirs));
    }

    [Fact]
    public void Seeds_have_the_same_snapshots()
    {
        StudyRuns three = Example.Study("mnist", 1, Example.Follows, 3);
        StudyRuns four = Example.Study("mnist", 1, Example.Follows, 4);

        Assert.Throws<ArgumentException>(() => StudyComparison.Of(three with { Seeds = [.. three.Seeds, .. four.Seeds] }));
        Assert.Throws<ArgumentException>(() => StudyComparison.Of(three with { Seeds = [] }));
        Assert.Throws<ArgumentException>(() => StudyComparison.Of(three with { Seeds = [[]] }));
        Assert.Throws<ArgumentException>(() => Comparison.Of([]));
    }

    [Fact]
    public void Each_choice_has_its_fit_once()
    {
        StudyRuns runs = Example.Study("mnist", 2, Example.Follows, 5);
        Comparison comparison = Comparison.Of(
            [runs, runs with { Top = 25 }, runs with { Top = 100 }, runs with { Bins = 10 }, runs with { Bins = 200 }]);

        Assert.Equal((50, 50), (comparison.Top, comparison.Bins));
        Assert.Single(comparison.Studies);
        Assert.Equal(3 * 3, comparison.Fits.Count(fit => fit.Table == 3));
        Assert.Equal(3 * 3, comparison.Fits.Count(fit => fit.Table == 4));
        // Three binned forms with three R, and shares, which have no bins.
        Assert.Equal((3 * 3 + 1) * 3, comparison.Fits.Count(fit => fit.Table == 5));
        Assert.Equal(
            comparison.Fits.Count, comparison.Fits.DistinctBy(fit => (fit.Table, fit.Top, fit.Bins, fit.Accuracy, fit.Form)).Count());
    }

    [Fact]
    public void A_fit_is_over_what_can_be_compared()
    {
        SeedSummary ours = new(0.5, 0.5, 0.5, null, null, 1, 1);
        ComparedFigure figure = new()
        {
            Table = 4,
            Measure = "klb",
            Accuracy = AccuracyKind.Running,
            Coefficient = Coefficient.Pearson,
            Ours = ours,
            Theirs = 0.7,
        };
        ComparedFigure[] figures =
        [
            figure, figure with { Theirs = -0.1, Ours = ours with { Median = 0.1 } }, figure with { Theirs = null },
            figure with { Ours = null }, figure with { Doubtful = true }, figure with { Theirs = 0.3, Ours = ours with { Median = 0.2 } },
        ];

        FigureFit fit = FigureFit.Of(figures);

        Assert.Equal((3, 2), (fit.Figures, fit.Signs));
        Assert.Equal((0.2 + 0.2 + 0.1) / 3, fit.MeanAbsoluteDifference!.Value, 12);
        // numpy.corrcoef([0.5, 0.1, 0.2], [0.7, -0.1, 0.3])
        Assert.Equal(0.9607689, fit.R!.Value, 6);
        Assert.Equal(new FigureFit(0, null, null, 0), FigureFit.Of([]));
    }
}
