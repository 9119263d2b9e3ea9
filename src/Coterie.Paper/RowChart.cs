using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace Coterie.Paper;

/// <summary>Panels in which each row is one coefficient, from −1 to 1 across; row k lies at −k.</summary>
internal static class RowChart
{
    /// <summary>Draws panels, two side by side.</summary>
    /// <param name="panels">Each panel, drawn by <see cref="Points"/>, <see cref="Segment"/> and at last <see cref="Frame"/>.</param>
    /// <param name="rows">The most rows of a panel.</param>
    /// <param name="rowHeight">The height of a row, in pixels.</param>
    public static byte[] Draw(IEnumerable<Action<Plot>> panels, int rows, int rowHeight)
    {
        return SvgFigure.Draw([.. panels], 2, 560, 150 + rowHeight * rows);
    }

    /// <summary>Adds a point to each row that has a value.</summary>
    public static void Points(Plot plot, IEnumerable<double?> values, string name, MarkerShape shape, Color color)
    {
        double?[] rows = [.. values];
        int[] known = [.. Enumerable.Range(0, rows.Length).Where(k => rows[k] is not null)];
        double[] across = [.. known.Select(k => rows[k]!.Value)], heights = [.. known.Select(k => -(double)k)];
        Scatter points = plot.Add.ScatterPoints(across, heights, color);
        points.MarkerShape = shape;
        points.MarkerSize = 8;
        points.MarkerLineWidth = 2;
        points.LegendText = name;
    }

    /// <summary>Adds a line within a row.</summary>
    public static void Segment(Plot plot, int row, double from, double to)
    {
        LinePlot line = plot.Add.Line(from, -row, to, -row);
        line.Color = SvgFigure.Blue;
        line.LineWidth = 2;
    }

    /// <summary>Adds what surrounds the rows: title, names, a line at 0, limits and legend.</summary>
    public static void Frame(Plot plot, string title, string across, IReadOnlyList<string> rows)
    {
        plot.Title(title, 14);
        plot.XLabel(across, 12);
        NumericManual names = new();
        for (int k = 0; k < rows.Count; k++) names.AddMajor(-k, rows[k]);
        plot.Axes.Left.TickGenerator = names;
        plot.Axes.Left.TickLabelStyle.FontSize = 10;
        plot.Add.VerticalLine(0, 1, Colors.Gray).LinePattern = LinePattern.Dotted;
        plot.Axes.SetLimits(-1.05, 1.05, -rows.Count + 0.3, 0.7);
        plot.ShowLegend(Edge.Bottom);
    }
}
