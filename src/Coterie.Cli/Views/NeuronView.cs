using Coterie.Communities;
using Coterie.Runs.Results;
using Coterie.Runs.Tables;

namespace Coterie.Cli.Views;

/// <summary>The history of a neuron over snapshots: the classes it represents, its community, entropies and class means.</summary>
internal static class NeuronView
{
    // With more classes, those with the largest means in the last snapshot.
    private const int ClassesShown = 12;
    private const int ListLength = 24;

    public static void Write(Terminal terminal, ShownRun run, IReadOnlyList<string> layers, int neuron, (int From, int To) range)
    {
        (int from, int to) = range;
        int[] shown = [.. Enumerable.Range(from, to - from + 1)];
        foreach (string layer in layers)
        {
            LayerCommunities communities = run.CommunitiesOf(layer);
            NeuronRow?[] rows = [.. shown.Select(k => run.NeuronsOf(layer, k).FirstOrDefault(row => row.Neuron == neuron))];
            IReadOnlyList<double> last = rows[^1]?.Means ?? [];
            int[] classes = [.. Enumerable.Range(0, last.Count).OrderByDescending(i => last[i]).Take(ClassesShown).Order()];
            string cut = classes.Length < last.Count ? $"; means of the {classes.Length} largest of {last.Count} classes" : "";
            terminal.Line($"\n{Printable.Name(layer, 40)}, neuron {neuron} over the snapshots{cut}");
            foreach (Spectre.Console.Table table in Tables.Split(
                "",
                ("epoch", [.. shown.Select(k => Numbers.Epoch(run.Snapshots[k].Epoch))]),
                [
                    ("community", [.. shown.Select(k => communities.Of(k, neuron)?.Name ?? Numbers.None)]),
                    ("represents", [.. rows.Select(row => Represented(row, run.Names))]),
                    .. ((string[])["nonzero", "all", "share", "common"]).Select(form => (
                        $"entropy {form}",
                        (string[])[.. rows.Select(row => Numbers.Of(row?.Values.GetValueOrDefault($"entropy_{form}"), "0.00"))])),
                    .. classes.Select(i => ($"mean {run.Names[i]}", (string[])[.. rows.Select(row => Mean(row, i))])),
                ],
                terminal.Output.Profile.Width))
            {
                terminal.Output.Write(table);
            }
            WriteLives(terminal, run, communities, shown, neuron);
        }
    }

    private static string Mean(NeuronRow? row, int @class)
    {
        return row is null || row.Means.Count <= @class ? Numbers.None : Numbers.Of(row.Means[@class], "0.000");
    }

    private static string Represented(NeuronRow? row, ClassNames names)
    {
        string list = names.List(row?.Classes ?? []);
        return list.Length == 0 ? Numbers.None : list.Length <= ListLength ? list : $"{list[..(ListLength - 1)]}…";
    }

    // What the letters in the column mean.
    private static void WriteLives(Terminal terminal, ShownRun run, LayerCommunities communities, int[] shown, int neuron)
    {
        CommunityTrack[] met = [.. shown.Select(k => communities.Of(k, neuron)).OfType<CommunityTrack>().Distinct()];
        LabelledLines lines = new(terminal);
        foreach (CommunityTrack track in met) lines.Write(track.Name, Lives.Of(track, communities, run.Snapshots));
    }
}
