using Coterie.Runs;
using Coterie.Runs.Results;
using Coterie.Runs.Tables;
using Spectre.Console;

namespace Coterie.Cli.Views;

/// <summary>The neurons that represent a class, with their means; with two snapshots, those of either side by side.</summary>
internal static class ClassView
{
    public static void Write(Terminal terminal, ShownRun run, IReadOnlyList<string> layers, int @class, int from, int to)
    {
        int[] shown = from == to ? [to] : [from, to];
        foreach (string layer in layers)
        {
            Moment[] moments = [.. shown.Select(index => Moment.Of(run, layer, @class, index))];
            int[] neurons = [.. moments.Reverse().SelectMany(moment => moment.Representatives).Distinct()];
            string title = $"{Printable.Name(layer, 40)}: the neurons that represent {run.Names[@class]}, "
                + string.Join(", ", moments.Select(moment => $"{moment.Representatives.Count} {moment.When}"));
            terminal.Line($"\n{title}");
            if (neurons.Length == 0) continue;
            Table table = Tables.New(
                "",
                ["neuron", .. moments.SelectMany(Headings)]);
            ClassNames? names = shown.Length == 1 ? run.Names : null;
            foreach (int q in neurons) table.AddRow([$"{q}", .. moments.SelectMany(moment => moment.Cells(q, @class, names))]);
            terminal.Output.Write(table);
        }

        IEnumerable<string> Headings(Moment moment)
        {
            string prefix = shown.Length == 1 ? "" : $"{moment.When}\n";
            return [$"{prefix}mean", $"{prefix}community", shown.Length == 1 ? "also represents" : $"{prefix}represents it"];
        }
    }

    private sealed record Moment(
        string When, int Index, IReadOnlyList<int> Representatives, IReadOnlyDictionary<int, NeuronRow> Rows, LayerCommunities Communities)
    {
        public static Moment Of(ShownRun run, string layer, int @class, int index)
        {
            Snapshot snapshot = run.Snapshots[index];
            return new Moment(
                Moments.Of(snapshot),
                index,
                snapshot.Layers.First(found => found.Name == layer).Representatives[@class],
                run.NeuronsOf(layer, index).ToDictionary(row => row.Neuron),
                run.CommunitiesOf(layer));
        }

        // With names, the other classes that the neuron represents; else whether it represents this one.
        public IEnumerable<string> Cells(int neuron, int @class, ClassNames? names)
        {
            NeuronRow? row = Rows.GetValueOrDefault(neuron);
            return
            [
                row is null || row.Means.Count <= @class ? Numbers.None : Numbers.Of(row.Means[@class], "0.0000"),
                Communities.Of(Index, neuron)?.Name ?? Numbers.None,
                names is not null ? Markup.Escape(Others(row, @class, names)) : Representatives.Contains(neuron) ? "yes" : "no",
            ];
        }

        private static string Others(NeuronRow? row, int @class, ClassNames names)
        {
            const int most = 4;
            int[] others = [.. (row?.Classes ?? []).Where(i => i != @class)];
            return others.Length <= most ? names.List(others) : $"{names.List(others[..most])}, … ({others.Length})";
        }
    }
}
