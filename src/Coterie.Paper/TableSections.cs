using System.Globalization;
using System.Text;
using Coterie.Statistics;

namespace Coterie.Paper;

/// <summary>The sections of the page that follow the paper's tables.</summary>
internal static class TableSections
{
    public static void Accuracies(StringBuilder page, Comparison comparison)
    {
        page.Append("## Accuracy at the last snapshot, per cent\n\n");
        Markdown.Table(
            page,
            ["study", "seeds", "running", "evaluated", "theirs, train", "test", "theirs, test"],
            comparison.Studies.Select(study => (string[])
            [
                study.Study, $"{study.Seeds}", Markdown.Percent(100 * study.Accuracy.Running),
                Markdown.Percent(100 * study.Accuracy.Evaluated), Markdown.Percent(study.Theirs?.TrainAccuracy),
                Markdown.Percent(100 * study.Accuracy.Test), Markdown.Percent(study.Theirs?.TestAccuracy),
            ]));
    }

    public static void Overlaps(StringBuilder page, Comparison comparison)
    {
        page.Append("""
            ## Table 2: how classes share representatives

            Of the first hidden layer: the neurons that represent both of two classes, |R_i ∩ R_j|; on the diagonal, one class alone.
            The first seed, first → last snapshot. "Unique" is how many neurons represent exactly one class, "shared" the mean over
            the pairs of classes; r and the mean absolute error are over the pairs. The paper's text has the neurons of two classes
            "and no other", which its figures cannot be: no row of such a matrix sums to more than S = 50, and every one of theirs
            does.


            """);
        foreach (StudyComparison study in comparison.Studies)
        {
            page.Append(CultureInfo.InvariantCulture, $"### {study.Study}, layer 1\n\n");
            Matrices(page, "ours", study.FirstIntersections, study.LastIntersections);
            if (study.TheirOverlap is { } theirs) Matrices(page, "theirs", theirs.First, theirs.Last);
            Markdown.Table(
                page,
                ["matrix", "epoch", "unique", "shared", "r with theirs", "mean absolute error"],
                [.. study.Overlaps.Select(Ours), .. study.TheirOverlap is { } published ? Theirs(published) : []]);
        }

        static void Matrices(
            StringBuilder page, string whose, IReadOnlyList<IReadOnlyList<int>> first, IReadOnlyList<IReadOnlyList<int>> last)
        {
            int classes = first.Count;
            Markdown.Table(
                page,
                [whose, .. Enumerable.Range(0, classes).Select(j => $"{j}")],
                Enumerable.Range(0, classes).Select(i => (string[])
                [
                    $"**{i}**", .. Enumerable.Range(0, classes).Select(j => $"{first[i][j]} → {last[i][j]}"),
                ]));
        }

        static string[] Ours(ComparedOverlap overlap) =>
        [
            overlap.Reading == OverlapReading.Intersections ? "ours" : "ours, of two classes and no other",
            string.Create(CultureInfo.InvariantCulture, $"{overlap.Epoch}"),
            $"{overlap.Unique}", Markdown.Percent(overlap.Shared), Markdown.Coefficient(overlap.Pearson),
            Markdown.Percent(overlap.MeanAbsoluteError),
        ];

        static string[][] Theirs(PublishedOverlap published) => [Row("first", published.First), Row("last", published.Last)];

        static string[] Row(string epoch, IReadOnlyList<IReadOnlyList<int>> matrix) =>
        [
            "theirs", epoch, $"{ComparedOverlap.UniqueOf(matrix)}", Markdown.Percent(ComparedOverlap.SharedOf(matrix)), Markdown.None,
            Markdown.None,
        ];
    }

    public static void Communities(StringBuilder page, Comparison comparison)
    {
        page.Append("## Table 3: nodes per community\n\n");
        page.Append("Louvain's communities of layer 2; their average size against training accuracy.\n\n");
        foreach (StudyComparison study in comparison.Studies)
            PublishedTable(page, study, figure => figure is { Table: 3 }, figure => Names.Of(figure.Accuracy));
        page.Append("The eight largest communities, ours of the first seed:\n\n");
        Markdown.Table(page, ["study", "snapshot", "ours", "theirs"], comparison.Studies.SelectMany(study => new string[][]
        {
            [study.Study, "first", string.Join(' ', study.FirstCommunities), Sizes(study.TheirCommunities?.First)],
            [study.Study, "last", string.Join(' ', study.LastCommunities), Sizes(study.TheirCommunities?.Last)],
        }));

        static string Sizes(IReadOnlyList<int?>? sizes) =>
            sizes is null ? Markdown.None : string.Join(' ', sizes.Select(size => size?.ToString(CultureInfo.InvariantCulture) ?? "."));
    }

    public static void Modularity(StringBuilder page, Comparison comparison)
    {
        page.Append("## Table 4: modularity against running training accuracy\n\n");
        foreach (StudyComparison study in comparison.Studies)
        {
            PublishedTable(
                page,
                study,
                figure => figure is { Table: 4, Accuracy: Comparison.Accuracy },
                figure => $"layer {figure.Layer} {figure.Measure}");
        }
    }

    public static void Entropy(StringBuilder page, Comparison comparison)
    {
        page.Append("## Table 5: entropy against training accuracy\n\n");
        foreach (StudyComparison study in comparison.Studies)
        {
            PublishedTable(
                page,
                study,
                figure => figure is { Table: 5 },
                figure => $"{Names.Of(figure.Form!.Value)}, {Names.Of(figure.Accuracy)}");
        }
    }

    public static void ClassEntropy(StringBuilder page, Comparison comparison)
    {
        page.Append("## Table 6: the entropy over a class's samples against the training accuracy on that class\n\n");
        page.Append(
            "Of non-zero activations, Pearson / Spearman; accuracy in evaluation mode, since while training none is counted by class.");
        page.Append("\n\n");
        int classes = comparison.Studies.Max(study => study.FirstOverlap.Count);
        Markdown.Table(
            page,
            ["study", "whose", .. Enumerable.Range(0, classes).Select(i => $"{i}")],
            comparison.Studies.SelectMany(study => (string[][])
            [
                [study.Study, "ours", .. Row(study, figure => figure.Ours?.Median)],
                ["", "theirs", .. Row(study, figure => figure.Theirs)],
            ]));

        IEnumerable<string> Row(StudyComparison study, Func<ComparedFigure, double?> value)
        {
            return Enumerable.Range(0, classes)
                .Select(i => $"{Of(study, i, Coefficient.Pearson, value)} / {Of(study, i, Coefficient.Spearman, value)}");
        }

        static string Of(StudyComparison study, int @class, Coefficient coefficient, Func<ComparedFigure, double?> value)
        {
            ComparedFigure? found = study.Figures.FirstOrDefault(figure =>
                figure is { Table: 6, Accuracy: AccuracyKind.Evaluated, Form: Comparison.Form }
                && figure.Class == @class && figure.Coefficient == coefficient);
            return Markdown.Coefficient(found is null ? null : value(found));
        }
    }

    private static void PublishedTable(
        StringBuilder page, StudyComparison study, Func<ComparedFigure, bool> belongs, Func<ComparedFigure, string> name)
    {
        page.Append(CultureInfo.InvariantCulture, $"### {study.Study}\n\n");
        Markdown.Table(
            page,
            ["figure", "", "theirs", "ours", "range", "own", "others", "p", "given time: own", "others", "p", "changes"],
            study.Figures.Where(belongs).Select(figure => (string[])
            [
                name(figure), Names.Of(figure.Coefficient), Markdown.Coefficient(figure.Theirs) + (figure.Doubtful ? " ?" : ""),
                Markdown.Coefficient(figure.Ours?.Median), Markdown.Range(figure.Ours), Markdown.Coefficient(figure.Ours?.Pairing?.Own),
                Markdown.Coefficient(figure.Ours?.Pairing?.Others), Markdown.P(figure.Ours?.Pairing?.P),
                Markdown.Coefficient(figure.GivenTime?.Own), Markdown.Coefficient(figure.GivenTime?.Others),
                Markdown.P(figure.GivenTime?.P),
                Markdown.Coefficient(figure.Changes?.Median),
            ]));
        FigureFit fit = FigureFit.Of(study.Figures.Where(belongs));
        if (fit.Figures == 0) return;
        page.Append(CultureInfo.InvariantCulture, $"""
            Of {fit.Figures} that can be compared: mean absolute difference {Markdown.Coefficient(fit.MeanAbsoluteDifference)}, r
            {Markdown.Coefficient(fit.R)}, {fit.Signs} of the same sign.


            """);
    }
}
