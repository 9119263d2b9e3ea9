using ScottPlot;

namespace Coterie.Paper;

/// <summary>
/// The paper's Figure 1: entropy, training and test accuracy over the snapshots, each scaled to 0..1; one panel for each study.
/// </summary>
internal static class Figure1
{
    /// <summary>Draws the figure.</summary>
    /// <param name="studies">The studies, one panel each.</param>
    /// <returns>An SVG document; the same for the same studies.</returns>
    public static byte[] Draw(IReadOnlyList<StudyComparison> studies)
    {
        return SvgFigure.Draw([.. studies.Select(study => new Action<Plot>(plot => Panel(plot, study)))], 3, 400, 310);
    }

    /// <summary>A series scaled to 0..1.</summary>
    /// <param name="values">The series; null where it has no value.</param>
    /// <returns>The series with its least value at 0 and its greatest at 1; all 0.5 if the values are equal.</returns>
    public static IReadOnlyList<double?> Scale(IReadOnlyList<double?> values)
    {
        double? least = values.Min();
        double? most = values.Max();
        return [.. values.Select(value => value is null ? null : most > least ? (value - least) / (most - least) : 0.5)];
    }

    private static void Panel(Plot plot, StudyComparison study)
    {
        plot.Title(study.Study, 14);
        plot.XLabel("epoch", 12);
        // Dashes distinguish the lines in print.
        Line(study.Curves.Entropy, "entropy", SvgFigure.Vermilion, LinePattern.Solid);
        Line(study.Curves.Training, "training accuracy", SvgFigure.Blue, LinePattern.Dashed);
        Line(study.Curves.Test, "test accuracy", SvgFigure.Green, LinePattern.Dotted);
        plot.Axes.SetLimitsY(-0.05, 1.05);
        plot.ShowLegend(Edge.Bottom);

        void Line(IReadOnlyList<double?> values, string name, Color color, LinePattern pattern) =>
            SvgFigure.Line(plot, study.Curves.Epochs, Scale(values), name, color, pattern);
    }
}
