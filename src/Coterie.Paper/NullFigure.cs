using System.Globalization;
using ScottPlot;

namespace Coterie.Paper;

/// <summary>
/// Modularity with weighted overlap against its null models over the paper's snapshots; one panel for each layer of each study.
/// </summary>
internal static class NullFigure
{
    private static readonly (string Model, string Name, LinePattern Pattern)[] Nulls =
    [
        ("randomLists", "random lists", LinePattern.Dashed),
        ("listOnly", "lists alone", LinePattern.Dotted),
        ("shuffledWeights", "shuffled weights", LinePattern.DenselyDashed),
        ("permutedLabels", "permuted labels", LinePattern.Dashed),
        ("rewired", "rewired", LinePattern.Dotted),
    ];

    private static readonly Color[] Hues =
    [
        SvgFigure.Vermilion, SvgFigure.Green, Color.FromHex("#CC79A7"), Color.FromHex("#E69F00"), Colors.Gray,
    ];

    /// <summary>Draws the figure.</summary>
    /// <param name="studies">The studies; of a study with more than two layers, the first and the last.</param>
    /// <returns>An SVG document; the same for the same studies.</returns>
    public static byte[] Draw(IReadOnlyList<StudyComparison> studies)
    {
        return SvgFigure.Draw(
            [
                .. from study in studies
                   from layer in (int[])[0, study.Formation.Layers.Count - 1]
                   select new Action<Plot>(plot => Panel(plot, study, layer)),
            ],
            2,
            520,
            300);
    }

    private static void Panel(Plot plot, StudyComparison study, int layer)
    {
        FormationCurves.LayerCurves curves = study.Formation.Layers[layer];
        double[] times = [.. study.Formation.Steps.Select(step => Math.Log10(1 + step))];
        plot.Title(string.Create(CultureInfo.InvariantCulture, $"{study.Study}, layer {layer + 1}"), 14);
        plot.XLabel("log10(1 + training steps)", 12);
        plot.YLabel("Q with weighted overlap", 11);
        for (int k = 0; k < Nulls.Length; k++)
        {
            SvgFigure.Line(plot, times, curves.Nulls[Nulls[k].Model], Nulls[k].Name, Hues[k], Nulls[k].Pattern);
        }
        SvgFigure.Line(plot, times, curves.Modularity, "the network", SvgFigure.Blue, LinePattern.Solid);
        plot.Axes.SetLimitsY(-0.05, 0.5);
        plot.ShowLegend(Edge.Right);
    }
}
