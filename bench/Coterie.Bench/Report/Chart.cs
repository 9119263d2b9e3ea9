using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Coterie.Bench.Report;

/// <summary>Curves of growth, both axes logarithmic.</summary>
internal static class Chart
{
    private const int Width = 720;
    private const int Height = 440;

    // Okabe and Ito's colours, which the colour-blind tell apart.
    private static readonly string[] Colours = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"];

    /// <summary>Draws a chart.</summary>
    /// <returns>An SVG document.</returns>
    public static string Svg(string title, string x, string y, Func<double, string> format, IReadOnlyList<Line> lines)
    {
        using Plot plot = new();
        for (int k = 0; k < lines.Count; k++)
        {
            ScottPlot.Plottables.Scatter drawn = plot.Add.Scatter(
                lines[k].Points.Select(point => Math.Log10(point.X)).ToArray(),
                lines[k].Points.Select(point => Math.Log10(point.Y)).ToArray(),
                Color.FromHex(Colours[k % Colours.Length]));
            drawn.LegendText = lines[k].Name;
            drawn.LineWidth = 2;
            drawn.MarkerSize = 7;
        }
        plot.Title(title);
        plot.XLabel(x);
        plot.YLabel(y);
        plot.Axes.Bottom.TickGenerator = Logarithmic(power => Count(Math.Pow(10, power)));
        plot.Axes.Left.TickGenerator = Logarithmic(power => format(Math.Pow(10, power)));
        // Whole powers of ten, of which there are then two at least.
        plot.Axes.SetLimits(Floor(point => point.X), Ceiling(point => point.X), Floor(point => point.Y), Ceiling(point => point.Y));
        plot.ShowLegend(Edge.Bottom);
        plot.Font.Set("DejaVu Sans");
        return plot.GetSvgXml(Width, Height);

        double Floor(Func<(double X, double Y), double> of) => Math.Floor(lines.Min(line => line.Points.Min(point => Math.Log10(of(point)))) - 0.01);

        double Ceiling(Func<(double X, double Y), double> of) => Math.Ceiling(lines.Max(line => line.Points.Max(point => Math.Log10(of(point)))) + 0.01);
    }

    private static NumericAutomatic Logarithmic(Func<double, string> label)
    {
        return new NumericAutomatic { MinorTickGenerator = new LogMinorTickGenerator(), IntegerTicksOnly = true, LabelFormatter = label };
    }

    private static string Count(double value)
    {
        return value.ToString("#,0", CultureInfo.InvariantCulture);
    }
}
