using Coterie.Runs.Results;
using Coterie.Runs.Tables;
using Parquet;
using Parquet.Schema;
using Parquet.Serialization;

namespace Coterie.Runs.Tests.Tables;

public class TableTests
{
    [Fact]
    public async Task EachSnapshotIsARowGroup()
    {
        using TemporaryFolder folder = new();
        ParquetTable<EdgeRow> table = new(folder["edges.parquet"]);
        table.Append(1, [Edge(1, 0.1), Edge(1, 1.0 / 3)]);
        table.Append(2, []);
        table.Append(3, [Edge(3, 0.3)]);
        byte[] before = File.ReadAllBytes(table.Path);
        for (int again = 1; again <= 3; again++) table.Append(again, [Edge(again, 9)]);

        Assert.Equal(before, File.ReadAllBytes(table.Path));
        Assert.Equal([Edge(1, 0.1), Edge(1, 1.0 / 3), Edge(3, 0.3)], await Read<EdgeRow>(table.Path));
        await using ParquetReader reader = await ParquetReader.CreateAsync(table.Path, cancellationToken: TestContext.Current.CancellationToken);
        // The second snapshot has no rows.
        Assert.Equal(2, reader.RowGroupCount);
        Assert.Equal([table.Path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task ManyRowsAreStillOneGroup()
    {
        using TemporaryFolder folder = new();
        ParquetTable<EdgeRow> table = new(folder["edges.parquet"]);
        table.Append(1, Enumerable.Range(0, 1_200_000).Select(k => Edge(1, k)));
        await using ParquetReader reader = await ParquetReader.CreateAsync(table.Path, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(1, reader.RowGroupCount);
    }

    [Fact]
    public void ADamagedTableIsNamed()
    {
        using TemporaryFolder folder = new();
        ParquetTable<EdgeRow> table = new(folder["edges.parquet"]);
        table.Append(1, [Edge(1, 0.1)]);
        byte[] whole = File.ReadAllBytes(table.Path);
        byte[][] damages = [[], "no table at all"u8.ToArray(), whole[..(whole.Length / 2)], [.. whole[..^12], .. new byte[12]]];
        foreach (byte[] damage in damages)
        {
            File.WriteAllBytes(table.Path, damage);
            InputException thrown = Assert.Throws<InputException>(() => table.Append(2, [Edge(2, 0.2)]));
            Assert.StartsWith($"{table.Path}: not a readable Parquet table", thrown.Message, StringComparison.Ordinal);
            Assert.Equal(damage, File.ReadAllBytes(table.Path));
        }
        File.Delete(table.Path);
        Assert.Contains("found no such file", Assert.Throws<InputException>(() => table.Append(2, [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ColumnsAreThoseOfTheDesign()
    {
        using TemporaryFolder folder = new();
        new ParquetTable<MetricRow>(folder["m"]).Append(1, SnapshotRows.Metrics(7, 1, Sample.Result()));
        new ParquetTable<NeuronRow>(folder["n"]).Append(1, SnapshotRows.Neurons(1, Sample.Analyze()));
        new ParquetTable<EdgeRow>(folder["e"]).Append(1, SnapshotRows.Edges(1, Sample.Analyze()));

        Assert.Equal(
            ["seed int", "snapshot int", "epoch int", "layer string?", "class int?", "measure string?", "variant string?", "value double?"],
            await Columns(folder["m"]));
        Assert.Equal(
            [
                "snapshot int", "layer string?", "neuron int", "classes list of int", "means list of double", "entropy_nonzero double", "entropy_all double",
                "entropy_share double", "half int?", "louvain int?", "leiden int?",
            ],
            await Columns(folder["n"]));
        Assert.Equal(["snapshot int", "layer string?", "source int", "target int", "weight double"], await Columns(folder["e"]));
    }

    [Fact]
    public async Task NeuronsAndEdgesAreTheAnalysiss()
    {
        using TemporaryFolder folder = new();
        new ParquetTable<NeuronRow>(folder["n"]).Append(1, SnapshotRows.Neurons(1, Sample.Analyze()));
        new ParquetTable<EdgeRow>(folder["e"]).Append(1, SnapshotRows.Edges(1, Sample.Analyze()));

        IList<NeuronRow> neurons = await Read<NeuronRow>(folder["n"]);
        Assert.Equal([("first", 0), ("first", 1), ("first", 2), ("silent", 0), ("silent", 1)], neurons.Select(row => (row.Layer, row.Neuron)));
        // Means: 2 and 3 of class 0, 0 and 2 of class 1; a neuron without a positive mean represents nothing.
        Assert.Equal([2, 0], neurons[0].Means);
        Assert.Equal([3, 2], neurons[1].Means);
        Assert.Equal([0], neurons[0].Classes);
        Assert.Equal([0, 1], neurons[1].Classes);
        Assert.Empty(neurons[2].Classes);
        Assert.All(neurons.Take(2), row => Assert.True(row is { Half: not null, Louvain: not null, Leiden: not null }));
        Assert.All(neurons.Skip(2), row => Assert.True(row is { Half: null, Louvain: null, Leiden: null }));
        // Neuron 1: 4, 2, 1, 3 in four bins of fifty, each once.
        Assert.Equal(Math.Log(4), neurons[1].EntropyAll, 12);
        Assert.Equal(Math.Log(4), neurons[1].EntropyNonzero, 12);
        Assert.Equal(-new[] { 0.1, 0.2, 0.3, 0.4 }.Sum(p => p * Math.Log(p)), neurons[1].EntropyShare, 12);
        // Sample 0 exceeds only neuron 1's mean of class 0, sample 1 only neuron 0's: never both, so no edge.
        Assert.Empty(await Read<EdgeRow>(folder["e"]));
    }

    [Fact]
    public async Task MetricsAreTheResults()
    {
        using TemporaryFolder folder = new();
        SnapshotResult result = Sample.Result(5, new AccuracyResult { Test = 0.25 });
        new ParquetTable<MetricRow>(folder["m"]).Append(1, SnapshotRows.Metrics(7, 1, result));

        IList<MetricRow> rows = await Read<MetricRow>(folder["m"]);
        Assert.Equal(Metrics.Of(result), rows.Select(row => (new Metric(row.Layer, row.Class, row.Measure, row.Variant), row.Value)));
        Assert.All(rows, row => Assert.Equal((7, 1, 5), (row.Seed, row.Snapshot, row.Epoch)));
        Assert.Contains(rows, row => row is { Layer: null, Class: null, Value: 0.25 });
        Assert.Contains(rows, row => row is { Layer: "silent", Value: null });
        Assert.Contains(rows, row => row is { Layer: "first", Class: 1 });
    }

    private static EdgeRow Edge(int snapshot, double weight) => new() { Snapshot = snapshot, Layer = "layer1", Source = 3, Target = 5, Weight = weight };

    private static async Task<IList<TRow>> Read<TRow>(string path)
        where TRow : class, new()
    {
        await using FileStream stream = File.OpenRead(path);
        int groups = (await ParquetReader.CreateAsync(stream, leaveStreamOpen: true)).RowGroupCount;
        List<TRow> rows = [];
        for (int g = 0; g < groups; g++)
        {
            rows.AddRange((await ParquetSerializer.DeserializeAsync<TRow>(stream, rowGroupIndex: g)).Data);
        }
        return rows;
    }

    private static async Task<string[]> Columns(string path)
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(path, cancellationToken: TestContext.Current.CancellationToken);
        return [.. reader.Schema.Fields.Select(field => $"{field.Name} {Type(field)}")];

        static string Type(Field field) => field switch
        {
            ListField list => $"list of {Type(list.Item)}",
            DataField data => (data.ClrType == typeof(int) ? "int" : data.ClrType == typeof(double) ? "double" : data.ClrType == typeof(ReadOnlyMemory<char>) ? "string" : data.ClrType.Name)
                + (data.IsNullable ? "?" : ""),
            _ => field.ToString()!,
        };
    }
}
