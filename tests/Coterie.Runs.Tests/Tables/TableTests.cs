using Coterie.Layout;
using Coterie.Runs.Tables;
using Parquet;
using Parquet.Schema;

namespace Coterie.Runs.Tests.Tables;

public class TableTests
{
    // Of the two vertices of the first layer's pattern graph, and of none of the silent one's.
    private static readonly Position[][] Places = [[new(0.5f, -2), new(3, 0.25f)], []];

    [Fact]
    public async Task A_table_is_one_row_group_however_long()
    {
        using TemporaryFolder folder = new();
        ParquetFile.Write(folder["edges.parquet"], Enumerable.Range(0, 1_200_000).Select(k => Edge(1, k)));
        await using ParquetReader reader = await ParquetReader.CreateAsync(
            folder["edges.parquet"],
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(1, reader.RowGroupCount);
    }

    [Fact]
    public void A_table_without_rows_has_its_columns()
    {
        using TemporaryFolder folder = new();
        ParquetFile.Write<EdgeRow>(folder["edges.parquet"], []);
        Assert.Empty(ParquetFile.Read<EdgeRow>(folder["edges.parquet"]));
    }

    [Fact]
    public void A_damaged_table_is_named()
    {
        using TemporaryFolder folder = new();
        string path = folder["edges.parquet"];
        ParquetFile.Write(path, [Edge(1, 0.1)]);
        byte[] whole = File.ReadAllBytes(path);
        byte[][] damages = [[], "no table at all"u8.ToArray(), whole[..(whole.Length / 2)], [.. whole[..^12], .. new byte[12]]];
        foreach (byte[] damage in damages)
        {
            File.WriteAllBytes(path, damage);
            InputException thrown = Assert.Throws<InputException>(() => ParquetFile.Read<EdgeRow>(path));
            Assert.StartsWith($"{path}: not a readable Parquet table", thrown.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Columns_are_those_of_the_design()
    {
        using TemporaryFolder folder = new();
        ParquetFile.Write(folder["m"], MetricRow.Of(Sample.Snapshot(), seed: 7));
        NeuronRow.Write(folder["n"], 1, Sample.Analyze(), Places);
        ParquetFile.Write(folder["c"], CommunityRow.Of(1, Sample.Analyze()));
        ParquetFile.Write(folder["e"], EdgeRow.Of(1, Sample.Analyze()));
        ParquetFile.Write<ImageRow>(folder["i"], [new ImageRow { Pixels = [1] }]);

        Assert.Equal(
            [
                "seed int", "snapshot int", "step long?", "epoch double", "layer string?", "class int?", "class_name string?",
                "measure string?", "variant string?", "value double?",
            ],
            await Columns(folder["m"]));
        Assert.Equal(
            [
                "snapshot int", "layer string?", "neuron int", "classes list of int", "means list of double",
                "entropy_nonzero double?", "entropy_all double?", "entropy_share double?",
                "entropy_common double?", "class_selectivity double?",
                "x double?", "y double?",
                "histogram list of int", "histogram_range list of double",
                "strongest_samples list of long", "strongest_classes list of int", "strongest_activations list of double",
            ],
            await Columns(folder["n"]));
        Assert.Equal(["snapshot int", "layer string?", "neuron int", "method string?", "community int"], await Columns(folder["c"]));
        Assert.Equal(["snapshot int", "layer string?", "source int", "target int", "weight double"], await Columns(folder["e"]));
        Assert.Equal(
            ["sample long", "class int", "height int", "width int", "channels int", "pixels bytes?"], await Columns(folder["i"]));
    }

    [Fact]
    public void Neurons_communities_and_edges_are_those_of_the_analysis()
    {
        using TemporaryFolder folder = new();
        NeuronRow.Write(folder["n"], 1, Sample.Analyze(), Places);

        IReadOnlyList<NeuronRow> neurons = NeuronRow.Read(folder["n"]);
        Assert.Equal(
            [("first", 0), ("first", 1), ("first", 2), ("silent", 0), ("silent", 1)],
            neurons.Select(row => (row.Layer, row.Neuron)));
        // Means: 2 and 3 of class 0, 0 and 2 of class 1; a neuron without a positive mean represents nothing.
        Assert.Equal([2, 0], neurons[0].Means);
        Assert.Equal([3, 2], neurons[1].Means);
        Assert.Equal([0], neurons[0].Classes);
        Assert.Equal([0, 1], neurons[1].Classes);
        Assert.Empty(neurons[2].Classes);
        // Neuron 1: 4, 2, 1, 3 in four bins of fifty, each once.
        Assert.Equal(Math.Log(4), neurons[1].Values["entropy_all"]!.Value, 12);
        Assert.Equal(Math.Log(4), neurons[1].Values["entropy_nonzero"]!.Value, 12);
        Assert.Equal(-new[] { 0.1, 0.2, 0.3, 0.4 }.Sum(p => p * Math.Log(p)), neurons[1].Values["entropy_share"]!.Value, 12);
        Assert.Equal([(0.5, -2.0), (3.0, 0.25), (null, null), (null, null), (null, null)], neurons.Select(row => (row.X, row.Y)));
        // Neuron 1: the same four, and their order. Neuron 2 is zero on each.
        int[] counts = new int[50];
        foreach (int bin in (int[])[12, 25, 37, 49]) counts[bin] = 1;
        Assert.Equal(counts, neurons[1].Histogram!);
        Assert.Equal([0, 4], neurons[1].HistogramRange!);
        Assert.Equal([0, 3, 1, 2], neurons[1].StrongestSamples!);
        Assert.Equal([0, 1, 0, 1], neurons[1].StrongestClasses!);
        Assert.Equal([4, 3, 2, 1], neurons[1].StrongestActivations!);
        Assert.Equal([4], neurons[2].Histogram!);
        Assert.Equal([0, 0], neurons[2].HistogramRange!);
        Assert.Empty(neurons[2].StrongestSamples!);
        // Each method puts both vertices of the pattern graph into communities, and no other neuron.
        Assert.All(CommunityRow.Of(1, Sample.Analyze()).GroupBy(row => row.Method, StringComparer.Ordinal), method =>
            Assert.Equal([("first", 0), ("first", 1)], method.Select(row => (row.Layer, row.Neuron))));
        // Sample 0 exceeds only neuron 1's mean of class 0, sample 1 only neuron 0's: never both, so no edge.
        Assert.Empty(EdgeRow.Of(1, Sample.Analyze()));
    }

    [Fact]
    public void Metrics_are_the_snapshots_values()
    {
        using TemporaryFolder folder = new();
        Snapshot snapshot = Sample.Snapshot(5, new Accuracies { Test = 0.25 });
        ParquetFile.Write(folder["m"], MetricRow.Of(snapshot, seed: 7));

        IReadOnlyList<MetricRow> rows = ParquetFile.Read<MetricRow>(folder["m"]);
        Assert.Equal(
            snapshot.Values,
            ParquetFile.Read<MetricValue>(folder["m"]).Select(row => KeyValuePair.Create(row.KeyOf(), row.Value)));
        Assert.All(rows, row => Assert.Equal((7, 5, 50L, 5), (row.Seed, row.Snapshot, row.Step, row.Epoch)));
        Assert.Contains(rows, row => row is { Layer: null, Class: null, Value: 0.25 });
        Assert.Contains(rows, row => row is { Layer: "silent", Value: null });
        Assert.Contains(rows, row => row is { Layer: "first", Class: 1 });
    }

    private static EdgeRow Edge(int snapshot, double weight) =>
        new() { Snapshot = snapshot, Layer = "layer1", Source = 3, Target = 5, Weight = weight };

    private static async Task<string[]> Columns(string path)
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(path, cancellationToken: TestContext.Current.CancellationToken);
        return [.. reader.Schema.Fields.Select(field => $"{field.Name} {Type(field)}")];

        static string Type(Field field) => field switch
        {
            ListField list => $"list of {Type(list.Item)}",
            DataField data => Name(data.ClrType) + (data.IsNullable ? "?" : ""),
            _ => field.ToString()!,
        };

        static string Name(Type type) =>
            type == typeof(int) ? "int"
                : type == typeof(long) ? "long"
                : type == typeof(double) ? "double"
                : type == typeof(ReadOnlyMemory<char>) ? "string"
                : type == typeof(ReadOnlyMemory<byte>) || type == typeof(byte[]) ? "bytes"
                : type.Name;
    }
}
