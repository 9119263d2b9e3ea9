using ScottPlot;
using ScottPlot.TickGenerators;

namespace Coterie.Paper;

/// <summary>
/// How communities form from the untrained network on: modularity with weighted overlap of each layer, and accuracy, over training steps;
/// one panel for each study.
/// </summary>
internal static class FormationFigure
{
    /// <summary>Draws the figure.</summary>
    /// <param name="studies">The studies, one panel each.</param>
    /// <returns>An SVG document; the same for the same studies.</returns>
    public static byte[] Draw(IReadOnlyList<StudyComparison> studies)
    {
        return SvgFigure.Draw([.. studies.Select(study => new Action<Plot>(plot => Panel(plot, study)))], 2, 520, 330);
    }

    private static void Panel(Plot plot, StudyComparison study)
    {
        FormationCurves curves = study.Formation;
        double[] times = [.. curves.Steps.Select(step => Math.Log10(1 + step))];
        plot.Title(study.Study, 14);
        plot.XLabel("training steps", 12);
        plot.YLabel("Q with weighted overlap; accuracy / 2", 11);
        SvgFigure.Line(plot, times, [.. curves.Accuracy.Select(value => value / 2)], "accuracy / 2", Colors.Gray, LinePattern.Dotted);
        Color[] colors = [SvgFigure.Blue, SvgFigure.Vermilion, SvgFigure.Green];
        for (int l = 0; l < curves.Layers.Count; l++)
        {
            SvgFigure.Line(
                plot, times, curves.Layers[l].Modularity, $"layer {l + 1}", colors[l % colors.Length],
                l < colors.Length ? LinePattern.Solid : LinePattern.Dashed);
        }
        NumericManual ticks = new();
        ticks.AddMajor(0, "0");
        for (int power = 0; power <= 6; power++) ticks.AddMajor(Math.Log10(1 + Math.Pow(10, power)), $"{Math.Pow(10, power):0}");
        plot.Axes.Bottom.TickGenerator = ticks;
        plot.Axes.SetLimits(-0.1, times.Max() + 0.1, -0.05, 0.55);
        plot.ShowLegend(Edge.Bottom);
    }
}
