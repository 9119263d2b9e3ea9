using Coterie.Paper;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace Coterie.Bench.Report;

/// <summary>Draws curves of growth with logarithmic axes.</summary>
internal static class Chart
{
    private const int Width = 720;
    private const int Height = 440;

    // Okabe and Ito's colours, which colour-blind readers can distinguish.
    private static readonly Color[] Colours =
    [
        SvgFigure.Blue, SvgFigure.Vermilion, SvgFigure.Green, Color.FromHex("#CC79A7"), Color.FromHex("#E69F00"), Color.FromHex("#56B4E9"),
    ];

    /// <summary>Draws a chart.</summary>
    /// <returns>An SVG document.</returns>
    public static byte[] Svg(Curves curves)
    {
        return SvgFigure.Draw([plot => Fill(plot, curves)], columns: 1, Width, Height);
    }

    private static void Fill(Plot plot, Curves curves)
    {
        for (int k = 0; k < curves.Lines.Count; k++)
        {
            IReadOnlyList<(double X, double Y)> points = curves.Lines[k].Points;
            Scatter drawn = plot.Add.Scatter(
                points.Select(point => Math.Log10(point.X)).ToArray(),
                points.Select(point => Math.Log10(point.Y)).ToArray(),
                Colours[k % Colours.Length]);
            drawn.LegendText = curves.Lines[k].Name;
            drawn.LineWidth = 2;
            drawn.MarkerSize = 7;
        }
        plot.Title(curves.Title, 14);
        plot.XLabel(curves.X, 12);
        plot.YLabel(curves.Y, 12);
        plot.Axes.Bottom.TickGenerator = Logarithmic(power => Text.Count((long)Math.Round(Math.Pow(10, power))));
        plot.Axes.Left.TickGenerator = Logarithmic(power => curves.Format(Math.Pow(10, power)));
        // The limits are powers of ten, so that each axis has at least two ticks.
        plot.Axes.SetLimits(Floor(point => point.X), Ceiling(point => point.X), Floor(point => point.Y), Ceiling(point => point.Y));
        // Room for the half of the last label that lies beyond its tick.
        plot.Axes.Right.MinimumSize = 45;
        plot.ShowLegend(Edge.Bottom);

        double Floor(Func<(double X, double Y), double> of) =>
            Math.Floor(curves.Lines.Min(line => line.Points.Min(point => Math.Log10(of(point)))) - 0.01);

        double Ceiling(Func<(double X, double Y), double> of) =>
            Math.Ceiling(curves.Lines.Max(line => line.Points.Max(point => Math.Log10(of(point)))) + 0.01);
    }

    private static NumericAutomatic Logarithmic(Func<double, string> label)
    {
        return new NumericAutomatic { MinorTickGenerator = new LogMinorTickGenerator(), IntegerTicksOnly = true, LabelFormatter = label };
    }
}
