using System.Globalization;
using System.Xml.Linq;

namespace Coterie.Runs.Paper;

/// <summary>
/// The paper's Figure 1: entropy, training and test accuracy over the snapshots, each scaled to 0..1, a panel for each study.
/// </summary>
public static class Figure1
{
    private const int Columns = 3;
    private const double PanelWidth = 320;
    private const double PanelHeight = 230;
    private const double Left = 44;
    private const double Right = 14;
    private const double Top = 34;
    private const double Bottom = 44;
    private const double Head = 40;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    // Three of Okabe and Ito's colours, which the colour-blind tell apart; the dashes do it in print.
    private static readonly Line[] Lines =
    [
        new("entropy", "#D55E00", null, curves => curves.Entropy),
        new("training accuracy", "#0072B2", "7 3", curves => curves.Training),
        new("test accuracy", "#009E73", "2 3", curves => curves.Test),
    ];

    /// <summary>Draws the figure.</summary>
    /// <param name="studies">The studies, a panel each.</param>
    /// <returns>An SVG document; the same for the same studies.</returns>
    public static XDocument Draw(IReadOnlyList<StudyComparison> studies)
    {
        int columns = Math.Clamp(studies.Count, 1, Columns);
        int rows = (studies.Count + columns - 1) / columns;
        double width = columns * PanelWidth;
        double height = Head + rows * PanelHeight;
        return new XDocument(new XElement(
            Svg + "svg",
            new XAttribute("viewBox", $"0 0 {Number(width)} {Number(height)}"),
            new XAttribute("width", Number(width)),
            new XAttribute("height", Number(height)),
            new XAttribute("font-family", "system-ui, 'DejaVu Sans', Arial, sans-serif"),
            new XAttribute("font-size", 12),
            new XAttribute("fill", "#222222"),
            new XElement(Svg + "title", "Entropy, training and test accuracy over the snapshots, each scaled to 0..1"),
            new XElement(
                Svg + "rect", new XAttribute("width", "100%"), new XAttribute("height", "100%"), new XAttribute("fill", "#ffffff")),
            Legend(columns),
            studies.Select((study, k) => Panel(study, k % columns * PanelWidth, Head + k / columns * PanelHeight))));
    }

    // One under the other where a single panel leaves no room for a row.
    private static IEnumerable<XElement> Legend(int columns)
    {
        for (int k = 0; k < Lines.Length; k++)
        {
            double x = columns == 1 ? Left : Left + 170 * k;
            double y = columns == 1 ? 10 + 13 * k : 20;
            yield return Stroke(Lines[k], $"M{Number(x)} {Number(y)}h30");
            yield return Text(Lines[k].Name, x + 38, y + 4, "start");
        }
    }

    private static XElement Panel(StudyComparison study, double x, double y)
    {
        double plotWidth = PanelWidth - Left - Right;
        double plotHeight = PanelHeight - Top - Bottom;
        IReadOnlyList<int> epochs = study.Curves.Epochs;
        double first = epochs[0];
        double span = Math.Max(1, epochs[^1] - first);
        return new XElement(
            Svg + "g",
            new XAttribute("transform", $"translate({Number(x)} {Number(y)})"),
            new XElement(Svg + "text", At(Left, Top - 12, "start"), new XAttribute("font-weight", "bold"), study.Study),
            new[] { 0, 0.5, 1 }.SelectMany(value => new[]
            {
                new XElement(
                    Svg + "path",
                    new XAttribute("d", $"M{Number(Left)} {Number(Y(value))}h{Number(plotWidth)}"),
                    new XAttribute("stroke", "#dddddd")),
                Text(value.ToString("0.0", CultureInfo.InvariantCulture), Left - 8, Y(value) + 4, "end"),
            }),
            Ticks(epochs).Select(epoch => Text(epoch.ToString(CultureInfo.InvariantCulture), X(epoch), Top + plotHeight + 18, "middle")),
            Text("epoch", Left + plotWidth / 2, Top + plotHeight + 34, "middle"),
            Lines.Select(line => Stroke(line, Path(Scale(line.Of(study.Curves))))));

        double X(double epoch) => Left + (epoch - first) / span * plotWidth;

        double Y(double value) => Top + (1 - value) * plotHeight;

        string Path(double?[] values)
        {
            List<string> steps = [];
            bool drawing = false;
            for (int k = 0; k < values.Length; k++)
            {
                if (values[k] is { } value) steps.Add($"{(drawing ? 'L' : 'M')}{Number(X(epochs[k]))} {Number(Y(value))}");
                drawing = values[k] is not null;
            }
            return string.Join(' ', steps);
        }
    }

    private static IEnumerable<int> Ticks(IReadOnlyList<int> epochs)
    {
        return new[] { epochs[0], epochs[epochs.Count / 2], epochs[^1] }.Distinct();
    }

    // A series that stands still has no scale; it is drawn in the middle.
    private static double?[] Scale(IReadOnlyList<double?> values)
    {
        double? least = values.Min();
        double? most = values.Max();
        return [.. values.Select(value => value is null ? null : most > least ? (value - least) / (most - least) : 0.5)];
    }

    private static XElement Stroke(Line line, string path)
    {
        return new XElement(
            Svg + "path",
            new XAttribute("d", path),
            new XAttribute("fill", "none"),
            new XAttribute("stroke", line.Colour),
            new XAttribute("stroke-width", 2),
            new XAttribute("stroke-linejoin", "round"),
            line.Dashes is null ? null : new XAttribute("stroke-dasharray", line.Dashes));
    }

    private static XElement Text(string text, double x, double y, string anchor)
    {
        return new XElement(Svg + "text", At(x, y, anchor), text);
    }

    private static XAttribute[] At(double x, double y, string anchor)
    {
        return [new("x", Number(x)), new("y", Number(y)), new("text-anchor", anchor)];
    }

    private static string Number(double value)
    {
        return Math.Round(value, 2).ToString(CultureInfo.InvariantCulture);
    }

    private sealed record Line(string Name, string Colour, string? Dashes, Func<StudyCurves, IReadOnlyList<double?>> Of);
}
