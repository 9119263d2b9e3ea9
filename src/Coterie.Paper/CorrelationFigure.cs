using System.Globalization;
using Coterie.Statistics;
using ScottPlot;

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
        return RowChart.Draw(
            studies.Select((study, k) => new Action<Plot>(plot => Panel(plot, study, rows[k]))), rows.Max(row => row.Length), RowHeight);
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
        for (int k = 0; k < figures.Length; k++)
        {
            if (figures[k].Ours is { } ours) RowChart.Segment(plot, k, ours.Minimum, ours.Maximum);
        }
        RowChart.Points(
            plot,
            figures.Select(figure => figure.Ours?.Median),
            "ours: median and range over seeds",
            MarkerShape.FilledCircle,
            SvgFigure.Blue);
        RowChart.Points(
            plot,
            figures.Select(figure => figure.Doubtful ? null : figure.Theirs),
            "the paper's",
            MarkerShape.OpenDiamond,
            SvgFigure.Vermilion);
        RowChart.Frame(plot, study.Study, "Pearson's r with training accuracy", [.. figures.Select(NameOf)]);
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
