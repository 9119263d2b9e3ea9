using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

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
        int height = 150 + RowHeight * rows.Max(figures => figures.Length);
        return SvgFigure.Draw([.. studies.Select((study, k) => new Action<Plot>(plot => Panel(plot, study, rows[k])))], 2, 560, height);
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
        plot.Title(study.Study, 14);
        plot.XLabel("mean r with accuracy, given a smooth course of time", 12);
        NumericManual names = new();
        for (int k = 0; k < figures.Length; k++)
        {
            names.AddMajor(-k, $"{Names.Of(figures[k].Accuracy)}: {CorrelationFigure.NameOf(figures[k])}");
        }
        plot.Axes.Left.TickGenerator = names;
        plot.Axes.Left.TickLabelStyle.FontSize = 10;
        for (int k = 0; k < figures.Length; k++)
        {
            if (figures[k].GivenTime is not { } found) continue;
            LinePlot between = plot.Add.Line(found.Others, -k, found.Own, -k);
            between.Color = SvgFigure.Blue;
            between.LineWidth = 2;
        }
        Points("with its own run's accuracy", MarkerShape.FilledCircle, SvgFigure.Blue, figure => figure.GivenTime?.Own);
        Points("with other runs' accuracy", MarkerShape.OpenDiamond, SvgFigure.Vermilion, figure => figure.GivenTime?.Others);
        VerticalLine zero = plot.Add.VerticalLine(0, 1, Colors.Gray);
        zero.LinePattern = LinePattern.Dotted;
        plot.Axes.SetLimits(-1.05, 1.05, -figures.Length + 0.3, 0.7);
        plot.ShowLegend(Edge.Bottom);

        void Points(string name, MarkerShape shape, Color color, Func<ComparedFigure, double?> value) =>
            SvgFigure.Points(plot, [.. figures.Select(value)], name, shape, color);
    }
}
