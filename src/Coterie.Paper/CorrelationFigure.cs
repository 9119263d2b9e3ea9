using System.Globalization;
using Coterie.Statistics;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace Coterie.Paper;

/// <summary>
/// Tables 3 to 5 at a glance: Pearson's coefficient of each measure with running training accuracy, with our range over seeds beside
/// the paper's value; one panel for each study.
/// </summary>
internal static class CorrelationFigure
{
    private const int RowHeight = 15;

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
            .. study.Figures.Where(figure => figure.Table <= 5
                && figure is { Coefficient: Coefficient.Pearson, Accuracy: Comparison.Accuracy, Form: null or Comparison.Form }),
        ];
    }

    private static void Panel(Plot plot, StudyComparison study, ComparedFigure[] figures)
    {
        plot.Title(study.Study, 14);
        plot.XLabel("Pearson's r with training accuracy", 12);
        NumericManual names = new();
        for (int k = 0; k < figures.Length; k++) names.AddMajor(-k, NameOf(figures[k]));
        plot.Axes.Left.TickGenerator = names;
        plot.Axes.Left.TickLabelStyle.FontSize = 10;

        foreach ((ComparedFigure figure, int row) in figures.Select((figure, row) => (figure, row)))
        {
            if (figure.Ours is not { } ours) continue;
            LinePlot range = plot.Add.Line(ours.Minimum, -row, ours.Maximum, -row);
            range.Color = SvgFigure.Blue;
            range.LineWidth = 2;
        }
        Points("ours: median and range over seeds", MarkerShape.FilledCircle, SvgFigure.Blue, figure => figure.Ours?.Median);
        Points("the paper's", MarkerShape.OpenDiamond, SvgFigure.Vermilion, figure => figure.Doubtful ? null : figure.Theirs);
        VerticalLine zero = plot.Add.VerticalLine(0, 1, Colors.Gray);
        zero.LinePattern = LinePattern.Dotted;
        plot.Axes.SetLimits(-1.05, 1.05, -figures.Length + 0.3, 0.7);
        plot.ShowLegend(Edge.Bottom);

        void Points(string name, MarkerShape shape, Color color, Func<ComparedFigure, double?> value) =>
            SvgFigure.Points(plot, [.. figures.Select(value)], name, shape, color);
    }

    /// <summary>A figure's layer and measure, for people to read.</summary>
    public static string NameOf(ComparedFigure figure)
    {
        string measure = figure.Measure switch
        {
            "averageSize" => "nodes per community",
            "klb" => "KLB",
            "noOverlap" => "no overlap",
            "unweightedOverlap" => "unweighted overlap",
            "weightedOverlap" => "weighted overlap",
            _ => figure.Measure,
        };
        return figure.Layer is { } layer ? string.Create(CultureInfo.InvariantCulture, $"layer {layer} {measure}") : measure;
    }
}
