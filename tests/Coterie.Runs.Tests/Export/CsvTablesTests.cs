using Coterie.Runs.Folder;
using Coterie.Runs.Tables;
using CsvHelper;

namespace Coterie.Runs.Tests.Export;

public class CsvTablesTests
{
    [Fact]
    public void Every_row_and_digit_of_the_tables_is_in_the_files()
    {
        using TemporaryFolder folder = new();
        ExportSample.Write("csv", folder.Path);
        RunReader run = ExportSample.Reader;
        Rows<EdgeRow>("edges.csv", run.ReadEdges, row => $"{row.Snapshot},{row.Layer},{row.Source},{row.Target},{row.Weight:R}");
        Rows<CommunityRow>(
            "communities.csv", run.ReadCommunities, row => $"{row.Snapshot},{row.Layer},{row.Neuron},{row.Method},{row.Community}");
        Rows<MetricRow>("metrics.csv", run.ReadMetrics, row =>
            $"7,{row.Snapshot},{row.Step},{row.Epoch},{row.Layer},{row.Class},{row.ClassName},{row.Measure},{row.Variant},{row.Value:R}");
        Rows<NeuronRow>("neurons.csv", run.ReadNeurons, row =>
            $"{row.Snapshot},{row.Layer},{row.Neuron},{string.Join(' ', row.Classes)},"
            + $"{string.Join(',', row.Means.Select(mean => $"{mean:R}"))},"
            + string.Join(',', NeuronRow.ColumnsOf([]).Select(column => $"{row[column]:R}"))
            + $",{Spaced(row.Histogram)},{Spaced(row.HistogramRange)}"
            + $",{Spaced(row.StrongestSamples)},{Spaced(row.StrongestClasses)},{Spaced(row.StrongestActivations)}");

        static string Spaced<T>(IReadOnlyList<T>? list) => string.Join(' ', list ?? []);

        void Rows<TRow>(string file, Func<SnapshotEntry, IReadOnlyList<TRow>> read, Func<TRow, string> line)
        {
            string[] expected = [.. run.Manifest.Snapshots.SelectMany(read).Select(line)];
            Assert.NotEmpty(expected);
            Assert.Equal(expected, File.ReadAllLines(folder[file])[1..]);
        }
    }

    [Fact]
    public void Classes_have_their_names_and_the_seed_is_that_of_the_run()
    {
        using TemporaryFolder folder = new();
        ExportSample.Write("csv", folder.Path);
        string line = File.ReadLines(folder["metrics.csv"]).First(row => row.Contains("classEntropy", StringComparison.Ordinal));
        Assert.StartsWith("7,1,1,1,,0,ring,classEntropy,", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_with_commas_quotes_and_line_breaks_come_back()
    {
        using TemporaryFolder folder = new();
        const string name = "conv, \"first\"\nblock";
        ExportSample.Write("csv", folder.Path, OddRun.With(folder["run"], name));
        using CsvReader csv = CsvReader.FromText(File.ReadAllText(folder["neurons.csv"]), CsvReaderOptions.Default);
        Assert.True(csv.Read());
        Assert.Equal(name, csv["layer"].ToString());
    }

    [Fact]
    public void Pandas_reads_the_files()
    {
        using TemporaryFolder folder = new();
        ExportSample.Write("csv", folder.Path);
        string shapes = Python.Run(
            "pandas",
            """
            import sys, pandas
            for table in ("metrics", "neurons", "communities", "edges"):
                frame = pandas.read_csv(f"{sys.argv[1]}/{table}.csv")
                assert frame.snapshot.dtype == "int64", frame.dtypes
                print(table, len(frame))
            assert frame.weight.dtype == "float64" and frame.weight.notna().all()
            """,
            folder.Path);
        int edges = ExportSample.Reader.Manifest.Snapshots.Sum(entry => ExportSample.Reader.ReadEdges(entry).Count);
        Assert.Contains($"edges {edges}", shapes, StringComparison.Ordinal);
    }
}
