using Coterie.Runs.Results;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Coterie.Cli.Views;

/// <summary>What a run found, as tables a person can read, at most 100 columns wide.</summary>
internal static class ResultTables
{
    // What does not fit a line is cut; the run folder holds it whole.
    private const int Width = 100;
    private const int SizesWidth = 28;
    private const int NameLength = 16;

    public static void Write(Terminal terminal, IReadOnlyList<SnapshotResult> snapshots, IReadOnlyList<CorrelationResult> correlations)
    {
        if (snapshots.Count == 0) return;
        terminal.Output.Write(Model(snapshots));
        bool isNarrow = terminal.Output.Profile.Width < Width;
        for (int l = 0; l < snapshots[0].Layers.Count; l++) terminal.Output.Write(Layer(snapshots, l, isNarrow));
        terminal.Output.Write(Sizes(snapshots));
        foreach (IRenderable overlap in Overlaps(snapshots)) terminal.Output.Write(overlap);
        if (correlations.Count > 0) terminal.Output.Write(Correlations(correlations, isNarrow));
    }

    private static Table Model(IReadOnlyList<SnapshotResult> snapshots)
    {
        Table table = New(
            "Accuracy and the model's entropy (nats)",
            "epoch", "running", "evaluated", "test", "entropy nonzero", "all", "share");
        foreach (SnapshotResult snapshot in snapshots)
        {
            AccuracyResult accuracy = snapshot.Accuracy;
            table.AddRow(
                $"{snapshot.Epoch}",
                Figure.Accuracy(accuracy.Running),
                Figure.Accuracy(accuracy.Evaluated),
                Figure.Accuracy(accuracy.Test),
                Figure.Entropy(snapshot.Entropy.Nonzero),
                Figure.Entropy(snapshot.Entropy.All),
                Figure.Entropy(snapshot.Entropy.Share));
        }
        return table;
    }

    private static Table Layer(IReadOnlyList<SnapshotResult> snapshots, int index, bool isNarrow)
    {
        LayerResult first = snapshots[0].Layers[index];
        Table table = New(
            $"{Short(first.Name, 40)}: {first.Neurons} neurons, the pattern graph and its modularity",
            "epoch", "dead", "ver-\ntices", "edges", "KLB", "no\noverlap", "un-\nweighted", "weighted", "Louvain", "Leiden", "entropy");
        foreach (SnapshotResult snapshot in snapshots)
        {
            LayerResult layer = snapshot.Layers[index];
            table.AddRow(
                $"{snapshot.Epoch}",
                $"{layer.DeadNeurons}",
                $"{layer.Vertices}",
                $"{layer.Edges}",
                Figure.Signed(layer.Modularity.Klb),
                Figure.Signed(layer.Modularity.NoOverlap),
                Figure.Signed(layer.Modularity.UnweightedOverlap),
                Figure.Signed(layer.Modularity.WeightedOverlap),
                Figure.Signed(layer.Louvain.Modularity),
                Figure.Signed(layer.Leiden.Modularity),
                Figure.Entropy(layer.Entropy.All));
        }
        if (isNarrow) Tighten(table);
        return table;
    }

    private static Table Sizes(IReadOnlyList<SnapshotResult> snapshots)
    {
        Table table = New("Louvain communities of the first and last snapshot", "layer", "epoch", "communities", "average size", "sizes");
        for (int l = 0; l < snapshots[0].Layers.Count; l++)
        {
            foreach (SnapshotResult snapshot in Ends(snapshots))
            {
                LayerResult layer = snapshot.Layers[l];
                IReadOnlyList<int> sizes = layer.Louvain.Sizes;
                table.AddRow(Name(layer.Name), $"{snapshot.Epoch}", $"{sizes.Count}", Figure.Of(layer.Louvain.AverageSize(), "0.0"), List(sizes));
            }
        }
        return table;
    }

    private static IEnumerable<IRenderable> Overlaps(IReadOnlyList<SnapshotResult> snapshots)
    {
        int classes = snapshots[0].ClassEntropy.Count;
        for (int l = 0; l < snapshots[0].Layers.Count; l++)
        {
            int width = Ends(snapshots).Max(snapshot => OverlapWidth(snapshot.Layers[l]));
            if (width > Width)
            {
                yield return new Text($"\n{Short(snapshots[0].Layers[l].Name, 40)}: the overlap matrices of {classes} classes are too wide; --json has them.\n");
                continue;
            }
            Table[] matrices = [.. Ends(snapshots).Select(snapshot => Overlap(snapshot, l))];
            if (2 * width <= Width) yield return new Columns(matrices) { Expand = false };
            else foreach (Table matrix in matrices) yield return matrix;
        }
    }

    private static Table Overlap(SnapshotResult snapshot, int index)
    {
        LayerResult layer = snapshot.Layers[index];
        Table table = New(
            $"{Name(layer.Name)}, epoch {snapshot.Epoch}: neurons by class",
            ["", .. Enumerable.Range(0, layer.Overlap.Count).Select(i => $"{i}")]);
        for (int i = 0; i < layer.Overlap.Count; i++)
        {
            table.AddRow([$"{i}", .. layer.Overlap[i].Select(count => count == 0 ? "·" : $"{count}")]);
        }
        return table;
    }

    private static Table Correlations(IReadOnlyList<CorrelationResult> correlations, bool isNarrow)
    {
        string[] against = [.. Metrics.Accuracies.Where(name => correlations.Any(c => c.Against == name))];
        Table table = New(
            "Correlation with accuracy over the snapshots, Pearson / Spearman", ["layer", "measure", .. against]);
        table.Columns[0].LeftAligned();
        table.Columns[1].LeftAligned();
        if (isNarrow) Tighten(table);
        table.Columns[1].NoWrap = !isNarrow;
        foreach (var measure in correlations.Where(c => c.Class is null).GroupBy(c => (c.Layer, c.Measure, c.Variant)))
        {
            table.AddRow(
            [
                measure.Key.Layer is { } layer ? Name(layer) : "model",
                $"{measure.Key.Measure} {measure.Key.Variant}".TrimEnd(),
                .. against.Select(name => measure.First(c => c.Against == name)).Select(c => $"{Figure.Signed(c.Pearson)} / {Figure.Signed(c.Spearman)}"),
            ]);
        }
        return table;
    }

    private static void Tighten(Table table)
    {
        foreach (TableColumn column in table.Columns) column.PadRight(0);
    }

    public static string Name(string layer) => Markup.Escape(Short(layer, NameLength));

    // The end of a layer's name tells it from its neighbours.
    private static string Short(string name, int length) => name.Length <= length ? name : $"…{name[^(length - 1)..]}";

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
    private static int OverlapWidth(LayerResult layer)
    {
        int classes = layer.Overlap.Count;
        return 4 + $"{classes}".Length + Enumerable.Range(0, classes).Sum(j => 2 + layer.Overlap.Max(row => Math.Max($"{j}".Length, $"{row[j]}".Length)));
    }

    private static SnapshotResult[] Ends(IReadOnlyList<SnapshotResult> snapshots)
    {
        return snapshots.Count == 1 ? [snapshots[0]] : [snapshots[0], snapshots[^1]];
    }

    public static Table New(string title, params string[] columns)
    {
        Table table = new Table { Title = new TableTitle($"\n{Markup.Escape(title)}", new Style(decoration: Decoration.Bold)) }
            .Border(TableBorder.Simple);
        foreach (string column in columns) table.AddColumn(new TableColumn(Markup.Escape(column)).RightAligned().NoWrap().PadLeft(0).PadRight(1));
        return table;
    }
}
