using Coterie.Bench.Compare;

namespace Coterie.Bench.Report;

/// <summary>The curves of growth: how time and memory follow the size of the input.</summary>
internal static class Growth
{
    public static IReadOnlyList<Curves> Of(Results results)
    {
        return
        [
            Time("neurons.svg", "Passes over activations, by neurons", "neurons of a layer", "neurons", input => input.Neurons[0]),
            Time("classes.svg", "Passes over activations, by classes", "classes", "classes", input => input.Classes),
            Time("samples.svg", "Passes over activations, by samples", "samples", "samples", input => input.Samples),
            new(
                "memory.svg", "Peak resident memory, by samples", "samples", "bytes", bytes => ByteSize.Text((long)bytes),
                Lines(results, "samples", input => input.Samples, side => side.Peak)),
            Time("communities.svg", "Communities, by edges", "edges", "communities", input => input.Edges),
        ];

        Curves Time(string file, string title, string x, string section, Func<WorkInput, double> size)
        {
            return new(file, title, x, "time", Text.Seconds, Lines(results, section, size, side => side.Median));
        }
    }

    private static IReadOnlyList<Line> Lines(Results results, string section, Func<WorkInput, double> size, Func<SideResult, double> value)
    {
        return
        [
            .. Targets.Section(results, section)
                .SelectMany(one => one.Result.Sides.Select(side => (side.Key, Point: (X: size(one.Result.Input), Y: value(side.Value)))))
                .GroupBy(pair => pair.Key, pair => pair.Point, StringComparer.Ordinal)
                .Select(group => new Line(Tables.NameOf(group.Key), [.. group.OrderBy(point => point.X)])),
        ];
    }
}
