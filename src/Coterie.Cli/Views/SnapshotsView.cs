using Coterie.Communities;
using Coterie.Measures;
using Coterie.Runs;
using Coterie.Runs.Results;
using Spectre.Console;

namespace Coterie.Cli.Views;

/// <summary>Two snapshots side by side: the measures, and what became of the communities.</summary>
internal static class SnapshotsView
{
    public static void Write(Terminal terminal, ShownRun run, IReadOnlyList<string> layers, int from, int to)
    {
        Snapshot[] both = [run.Snapshots[from], run.Snapshots[to]];
        Compare(terminal, "model", both, [.. Catalogue.All.Where(measure => measure.OfModel is not null)], layer: null);
        foreach (string layer in layers)
        {
            Compare(
                terminal,
                Printable.Name(layer, 40),
                both,
                [.. Catalogue.All.Where(measure => measure.OfLayer is not null && !measure.IsOfNull)],
                layer);
            Communities(terminal, run, layer, from, to);
        }
    }

    private static void Compare(Terminal terminal, string title, Snapshot[] both, Measure[] measures, string? layer)
    {
        Table table = Tables.New(title, ["measure", .. both.Select(Moments.Of), "change"]);
        table.Columns[0].LeftAligned();
        foreach (Measure measure in measures)
        {
            double?[] values = [.. both.Select(snapshot => snapshot[new MeasureKey(layer, null, measure.Family, measure.Variant)])];
            if (values.All(value => value is null)) continue;
            table.AddRow(
                Markup.Escape(measure.Title),
                Numbers.Of(values[0], measure.Unit).Trim(),
                Numbers.Of(values[1], measure.Unit).Trim(),
                values[1] - values[0] is { } change ? $"{(change > 0 ? "+" : "")}{Numbers.Of(change, measure.Unit).Trim()}" : Numbers.None);
        }
        terminal.Output.Write(table);
    }

    private static void Communities(Terminal terminal, ShownRun run, string layer, int from, int to)
    {
        LayerCommunities history = run.CommunitiesOf(layer);
        Dictionary<int, CommunityClasses>[] sides =
        [
            .. ((int[])[from, to]).Select(index => history
                .Classes(index, run.Snapshots[index].Layers.First(found => found.Name == layer).Representatives)
                .ToDictionary(community => community.Track.Number)),
        ];
        int[] numbers = [.. sides.SelectMany(side => side.Keys).Distinct().Order()];
        if (numbers.Length == 0) return;
        Table table = Tables.New(
            $"{Printable.Name(layer, 40)}: its communities",
            ["", .. ((int[])[from, to]).SelectMany(index => new[]
            {
                $"neurons,\n{Moments.Of(run.Snapshots[index])}", $"holds,\n{Moments.Of(run.Snapshots[index])}",
            }), "stayed", "life"]);
        table.Columns[^1].LeftAligned();
        foreach (int number in numbers)
        {
            CommunityClasses?[] both = [.. sides.Select(side => side.GetValueOrDefault(number))];
            CommunityTrack track = history.Tracks.Tracks[number];
            table.AddRow(
            [
                track.Name,
                .. both.SelectMany(side => new[]
                {
                    side is null ? Numbers.None : $"{side.Neurons.Count}",
                    side is null ? Numbers.None : Markup.Escape(run.Names.List(side.Classes)),
                }),
                both[0] is null || both[1] is null ? Numbers.None : $"{both[0]!.Neurons.Intersect(both[1]!.Neurons).Count()}",
                Lives.Of(track, history, run.Snapshots),
            ]);
        }
        table.Columns[^1].NoWrap = false;
        terminal.Output.Write(table);
    }
}
