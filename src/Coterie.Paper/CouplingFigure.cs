using ScottPlot;

namespace Coterie.Paper;

/// <summary>
/// A run's own coupling against others': for each measure of H2 and H3, the mean correlation of its course with the accuracy of its own run
/// and with that of other seeds' runs, both given a smooth course of time; one panel for each study.
/// </summary>
internal static class CouplingFigure
{
    private const int RowHeight = 17;

    /// <summary>Draws the figure.</summary>
    /// <param name="studies">The studies, one panel each.</param>
    /// <returns>An SVG document; the same for the same studies.</returns>
    public static byte[] Draw(IReadOnlyList<StudyComparison> studies)
    {
        ComparedFigure[][] rows = [.. studies.Select(Rows)];
        return RowChart.Draw(
            studies.Select((study, k) => new Action<Plot>(plot => Panel(plot, study, rows[k]))), rows.Max(row => row.Length), RowHeight);
    }

    private static ComparedFigure[] Rows(StudyComparison study)
    {
        return
        [
            .. study.Figures.Where(figure => figure is
            {
                Table: 4 or 5, Coefficient: Statistics.Coefficient.Pearson, Accuracy: AccuracyKind.Running or AccuracyKind.Test,
                Form: null or Comparison.Form,
            }).OrderBy(figure => figure.Accuracy),
        ];
    }

    private static void Panel(Plot plot, StudyComparison study, ComparedFigure[] figures)
    {
        for (int k = 0; k < figures.Length; k++)
        {
            if (figures[k].GivenTime is { } found) RowChart.Segment(plot, k, found.Others, found.Own);
        }
        RowChart.Points(
            plot,
            figures.Select(figure => figure.GivenTime?.Own),
            "with its own run's accuracy",
            MarkerShape.FilledCircle,
            SvgFigure.Blue);
        RowChart.Points(
            plot,
            figures.Select(figure => figure.GivenTime?.Others),
            "with other runs' accuracy",
            MarkerShape.OpenDiamond,
            SvgFigure.Vermilion);
        RowChart.Frame(
            plot,
            study.Study,
            "mean r with accuracy, given a smooth course of time",
            [.. figures.Select(figure => $"{Names.Of(figure.Accuracy)}: {CorrelationFigure.NameOf(figure)}")]);
    }
}
