using Coterie.Measures;
using Coterie.Runs;
using Coterie.Runs.Results;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Coterie.Cli.Views;

/// <summary>The results of a run as tables for people to read. Their columns are the measures of <see cref="Catalogue"/>.</summary>
internal static class ResultTables
{
    // Longer lists are cut; the run folder has them in full.
    private const int Width = 100;
    private const int SizesWidth = 28;
    private const int NameLength = 16;
    private const int ClassNameLength = 12;

    private static readonly HashSet<string> NullFamilies =
        [.. Catalogue.All.Where(measure => measure.IsOfNull).Select(measure => measure.Family)];

    public static void Write(Terminal terminal, RunResults results)
    {
        IReadOnlyList<Snapshot> snapshots = results.Snapshots;
        if (snapshots.Count == 0) return;
        int width = Math.Min(Width, terminal.Output.Profile.Width);
        foreach (Table table in Model(snapshots, width)) terminal.Output.Write(table);
        if (ClassAccuracies(snapshots, results.Data?.Classes) is { } accuracies) terminal.Output.Write(accuracies);
        foreach (LayerStructure layer in snapshots[0].Layers)
        {
            foreach (Table table in Layer(snapshots, layer, width)) terminal.Output.Write(table);
            SaturationNote.Write(terminal, layer.Name, snapshots);
        }
        terminal.Output.Write(Sizes(snapshots));
        terminal.Line("\nHow many neurons represent both of two classes; on the diagonal, one class alone:");
        foreach (IRenderable overlap in Overlaps(snapshots, results.Data?.Classes)) terminal.Output.Write(overlap);
        Write(results.CorrelationRange, results.Correlations);
        if (results.Formation is { } formation) Write(formation.Range, formation.Correlations);

        void Write(SnapshotRange? range, IReadOnlyList<CorrelationResult> correlations)
        {
            if (range is not null && correlations.Count > 0) terminal.Output.Write(Correlations(range, correlations, width < Width));
        }
    }

    /// <summary>Whether a family of measures belongs to a null model; tables leave these out, <c>--json</c> has them.</summary>
    public static bool IsOfNull(string family) => NullFamilies.Contains(family);

    /// <summary>A layer's name, cut and with its markup escaped.</summary>
    public static string Name(string layer) => Markup.Escape(Printable.Name(layer, NameLength));

    private static IEnumerable<Table> Model(IReadOnlyList<Snapshot> snapshots, int width)
    {
        return Tables.Split(
            "Accuracy, and the model's entropy (nats) and weights",
            Epochs(snapshots),
            [
                .. Steps(snapshots),
                .. Catalogue.All.Where(measure => measure.OfModel is not null && IsKnown(measure))
                    .Select(measure => Column(
                        snapshots,
                        measure,
                        layer: null,
                        measure.Family == Catalogue.Accuracy ? measure.Variant : $"{measure.Family} {measure.Variant}")),
            ],
            width);

        // Dumps have no weights, nor have runs of earlier versions.
        bool IsKnown(Measure measure)
        {
            return measure.Family == Catalogue.Accuracy
                || snapshots.Any(snapshot => snapshot.OfModel(measure.Family, measure.Variant) is not null);
        }
    }

    private static Table? ClassAccuracies(IReadOnlyList<Snapshot> snapshots, IReadOnlyList<string>? names)
    {
        (Measure Measure, Snapshot Snapshot)[] columns =
        [
            .. Catalogue.All.Where(measure => measure.Family == Catalogue.ClassAccuracy)
                .SelectMany(measure => Ends(snapshots), (measure, snapshot) => (measure, snapshot))
                .Where(column => Enumerable.Range(0, snapshots[0].Classes).Any(i => Value(column, i) is not null)),
        ];
        if (columns.Length == 0) return null;
        Table table = Tables.New(
            "Accuracy by class, of the first and last snapshot",
            ["class", .. columns.Select(column => $"{column.Measure.Variant}\nepoch {Numbers.Epoch(column.Snapshot.Epoch)}")]);
        table.Columns[0].LeftAligned();
        for (int i = 0; i < snapshots[0].Classes; i++)
        {
            table.AddRow([Markup.Escape(ClassHead(i, names)), .. columns.Select(column => Numbers.Share(Value(column, i)))]);
        }
        return table;

        static double? Value((Measure Measure, Snapshot Snapshot) column, int i) =>
            column.Snapshot[new MeasureKey(null, i, column.Measure.Family, column.Measure.Variant)];
    }

    private static IEnumerable<Table> Layer(IReadOnlyList<Snapshot> snapshots, LayerStructure layer, int width)
    {
        return Tables.Split(
            $"{Printable.Name(layer.Name, 40)}: {layer.Neurons} neurons, the pattern graph and its modularity",
            Epochs(snapshots),
            [
                .. Steps(snapshots),
                .. Catalogue.All.Where(measure => measure.OfLayer is not null && measure.Heading.Length > 0)
                    .Select(measure => Column(snapshots, measure, layer.Name, measure.Heading)),
            ],
            width);
    }

    private static (string Heading, string[] Cells) Epochs(IReadOnlyList<Snapshot> snapshots)
    {
        return ("epoch", [.. snapshots.Select(snapshot => Numbers.Epoch(snapshot.Epoch))]);
    }

    private static IEnumerable<(string Heading, string[] Cells)> Steps(IReadOnlyList<Snapshot> snapshots)
    {
        return snapshots.Any(snapshot => snapshot.Step is not null)
            ? [("step", [.. snapshots.Select(snapshot => Numbers.Of(snapshot.Step, "0"))])]
            : [];
    }

    private static (string Heading, string[] Cells) Column(
        IReadOnlyList<Snapshot> snapshots, Measure measure, string? layer, string heading)
    {
        MeasureKey key = new(layer, null, measure.Family, measure.Variant);
        return (heading, [.. snapshots.Select(snapshot => Numbers.Of(snapshot[key], measure.Unit))]);
    }

    private static Table Sizes(IReadOnlyList<Snapshot> snapshots)
    {
        Table table = Tables.New(
            "Louvain communities of the first and last snapshot",
            "layer", "epoch", "communities", "average size", "sizes");
        for (int l = 0; l < snapshots[0].Layers.Count; l++)
        {
            foreach (Snapshot snapshot in Ends(snapshots))
            {
                LayerStructure layer = snapshot.Layers[l];
                IReadOnlyList<int> sizes = layer.SizesOf("louvain");
                double? average = snapshot.OfLayer(layer.Name, "louvain", "averageSize");
                table.AddRow(Name(layer.Name), Numbers.Epoch(snapshot.Epoch), $"{sizes.Count}", Numbers.OneDigit(average), List(sizes));
            }
        }
        return table;
    }

    private static IEnumerable<IRenderable> Overlaps(IReadOnlyList<Snapshot> snapshots, IReadOnlyList<string>? names)
    {
        string[] heads = [.. Enumerable.Range(0, snapshots[0].Classes).Select(i => ClassHead(i, names))];
        for (int l = 0; l < snapshots[0].Layers.Count; l++)
        {
            int width = Ends(snapshots).Max(snapshot => OverlapWidth(snapshot.Layers[l], heads));
            if (width > Width)
            {
                yield return new Text(
                    $"\n{Printable.Name(snapshots[0].Layers[l].Name, 40)}: the overlap matrices of {snapshots[0].Classes} classes are "
                    + "too wide; --json has them.\n");
                continue;
            }
            Table[] matrices = [.. Ends(snapshots).Select(snapshot => Overlap(snapshot, l, heads))];
            if (2 * width <= Width) yield return new Columns(matrices) { Expand = false };
            else foreach (Table matrix in matrices) yield return matrix;
        }
    }

    private static Table Overlap(Snapshot snapshot, int index, string[] heads)
    {
        LayerStructure layer = snapshot.Layers[index];
        IReadOnlyList<IReadOnlyList<int>> shared = layer.Intersections;
        Table table = Tables.New(
            $"{Printable.Name(layer.Name, NameLength)}, epoch {Numbers.Epoch(snapshot.Epoch)}: neurons shared",
            ["", .. Enumerable.Range(0, shared.Count).Select(i => $"{i}")]);
        table.Columns[0].LeftAligned();
        for (int i = 0; i < shared.Count; i++)
        {
            table.AddRow([Markup.Escape(heads[i]), .. shared[i].Select(count => count == 0 ? "·" : $"{count}")]);
        }
        return table;
    }

    /// <summary>Snapshots in words.</summary>
    public static string Range(SnapshotRange range)
    {
        return range is { FirstStep: 0, LastStep: { } last }
            ? $"{range.Snapshots} snapshots, steps 0 to {last}"
            : $"{range.Snapshots} snapshots, epochs {Numbers.Epoch(range.FirstEpoch)} to {Numbers.Epoch(range.LastEpoch)}";
    }

    private static Table Correlations(SnapshotRange range, IReadOnlyList<CorrelationResult> correlations, bool isNarrow)
    {
        AccuracyKind[] against = [.. correlations.Select(c => c.Against).Distinct()];
        Table table = Tables.New(
            $"Correlation with accuracy over {Range(range)}: Pearson / Spearman",
            ["layer", "measure", .. against.Select(kind => $"{kind}".ToLowerInvariant())]);
        table.Columns[0].LeftAligned();
        table.Columns[1].LeftAligned();
        if (isNarrow) Tables.Tighten(table);
        table.Columns[1].NoWrap = !isNarrow;
        var shown = correlations.Where(c => c.Class is null && !IsOfNull(c.Measure));
        foreach (var measure in shown.GroupBy(c => (c.Layer, c.Measure, c.Variant)))
        {
            table.AddRow(
            [
                measure.Key.Layer is { } layer ? Name(layer) : "model",
                new MeasureKey(null, null, measure.Key.Measure, measure.Key.Variant).Name,
                .. against
                    .Select(kind => measure.First(c => c.Against == kind))
                    .Select(c => $"{Numbers.Signed(c.Pearson)} / {Numbers.Signed(c.Spearman)}"),
            ]);
        }
        return table;
    }

    // The class's number, which heads its column, and its name where that says more.
    private static string ClassHead(int index, IReadOnlyList<string>? names)
    {
        if (names is null || names[index] == $"{index}") return $"{index}";
        string name = Printable.Line(names[index]);
        return name.Length <= ClassNameLength ? $"{index} {name}" : Printable.Line($"{index} {name[..(ClassNameLength - 1)]}…");
    }

    private static string List(IReadOnlyList<int> sizes)
    {
        string list = "";
        for (int k = 0; k < sizes.Count; k++)
        {
            string longer = k == 0 ? $"{sizes[k]}" : $"{list} {sizes[k]}";
            if (longer.Length > SizesWidth) return $"{list} …";
            list = longer;
        }
        return list;
    }

    // A column is as wide as its widest entry, with a border and a space.
    private static int OverlapWidth(LayerStructure layer, string[] heads)
    {
        IReadOnlyList<IReadOnlyList<int>> shared = layer.Intersections;
        return 4 + heads.Max(head => head.Length)
            + Enumerable.Range(0, shared.Count).Sum(j => 2 + shared.Max(row => Math.Max($"{j}".Length, $"{row[j]}".Length)));
    }

    private static Snapshot[] Ends(IReadOnlyList<Snapshot> snapshots)
    {
        return snapshots.Count == 1 ? [snapshots[0]] : [snapshots[0], snapshots[^1]];
    }
}
