using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ScottPlot;
using ScottPlot.MultiplotLayouts;
using ScottPlot.Plottables;
using SkiaSharp;

namespace Coterie.Paper;

/// <summary>Plots side by side as one SVG document, the same bytes for the same plots.</summary>
internal static partial class SvgFigure
{
    // Three of Okabe and Ito's colours, which colour-blind readers can distinguish.
    public static readonly Color Vermilion = Color.FromHex("#D55E00");
    public static readonly Color Blue = Color.FromHex("#0072B2");
    public static readonly Color Green = Color.FromHex("#009E73");

    /// <summary>Draws plots in rows.</summary>
    /// <param name="plots">For each plot, the action that draws its content.</param>
    /// <param name="columns">The most plots in a row.</param>
    /// <param name="width">The width of a plot, in pixels.</param>
    /// <param name="height">The height of a plot, in pixels.</param>
    public static byte[] Draw(IReadOnlyList<Action<Plot>> plots, int columns, int width, int height)
    {
        columns = Math.Clamp(plots.Count, 1, columns);
        int rows = Math.Max(1, (plots.Count + columns - 1) / columns);
        Multiplot figure = new();
        figure.AddPlots(Math.Max(1, plots.Count));
        figure.Layout = new Grid(rows, columns);
        for (int k = 0; k < plots.Count; k++)
        {
            Plot plot = figure.GetPlot(k);
            plots[k](plot);
            plot.Font.Set("DejaVu Sans");
        }
        PixelRect area = new(0, columns * width, rows * height, 0);
        // Rendered once without output to find the layout; otherwise the first rendering would contain everything twice.
        using (SKNoDrawCanvas nowhere = new(columns * width, rows * height)) figure.Render(nowhere, area);
        using MemoryStream svg = new();
        using (SKCanvas canvas = SKSvgCanvas.Create(new SKRect(0, 0, columns * width, rows * height), svg))
        {
            // Paints the places that the last row leaves empty.
            canvas.Clear(SKColors.White);
            figure.Render(canvas, area);
        }
        return Encoding.UTF8.GetBytes(Numbered(Encoding.UTF8.GetString(svg.ToArray())).TrimEnd() + "\n");
    }

    /// <summary>Adds a line through the points that have a value.</summary>
    public static void Line(
        Plot plot, IReadOnlyList<double> x, IReadOnlyList<double?> y, string name, Color color, LinePattern pattern)
    {
        int[] known = [.. Enumerable.Range(0, y.Count).Where(k => y[k] is not null)];
        if (known.Length == 0) return;
        double[] across = [.. known.Select(k => x[k])], heights = [.. known.Select(k => y[k]!.Value)];
        Scatter line = plot.Add.ScatterLine(across, heights, color);
        line.LineWidth = 2;
        line.LinePattern = pattern;
        line.LegendText = name;
    }

    // Renumbers the clips from 0, because Skia counts them over the life of the process.
    private static string Numbered(string svg)
    {
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        return ClipName().Replace(svg.ReplaceLineEndings("\n"), found =>
        {
            if (!names.TryGetValue(found.Value, out string? name))
            {
                names.Add(found.Value, name = string.Create(CultureInfo.InvariantCulture, $"clip{names.Count}"));
            }
            return name;
        });
    }

    [GeneratedRegex("cl_[0-9a-f]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ClipName();
}
