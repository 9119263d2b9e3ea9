using System.Globalization;
using Coterie.Runs.Tables;
using CsvHelper;

namespace Coterie.Runs.Export;

/// <summary>
/// The CSV export: a file for each table of the run, all snapshots in one. In UTF-8 with commas, points in numbers, and a header; a value
/// that does not exist is empty.
/// </summary>
internal static class CsvTables
{
    private static readonly CsvWriterOptions Options = new() { NewLine = "\n" };

    public static IEnumerable<ExportFile> Files(ExportedRun run) =>
    [
        new("metrics.csv", stream => Metrics(stream, run)),
        new("neurons.csv", stream => Neurons(stream, run)),
        new("communities.csv", stream => Communities(stream, run)),
        new("edges.csv", stream => Edges(stream, run)),
    ];

    private static void Metrics(Stream stream, ExportedRun run)
    {
        string[] header = ["seed", "snapshot", "step", "epoch", "layer", "class", "class_name", "measure", "variant", "value"];
        Write(stream, header, run.RowsOf(run.Reader.ReadMetrics), (csv, row) =>
        {
            csv.WriteField(row.Seed);
            csv.WriteField(row.Snapshot);
            csv.WriteField(row.Step);
            csv.WriteField(row.Epoch);
            csv.WriteField(row.Layer);
            csv.WriteField(row.Class);
            csv.WriteField(row.ClassName);
            csv.WriteField(row.Measure);
            csv.WriteField(row.Variant);
            csv.WriteField(row.Value);
        });
    }

    // A list has no place in CSV: it is numbers with spaces between them, but for means, of which each class has a column.
    private static void Neurons(Stream stream, ExportedRun run)
    {
        int classes = run.Snapshots[^1].Classes;
        string[] numbers = [.. NeuronRow.ColumnsOf(run.Reader.ReadNeurons(run.EntryOf(run.Snapshots[^1])))];
        IEnumerable<string> means = Enumerable.Range(0, classes).Select(i => $"mean_{i}");
        string[] header =
        [
            "snapshot", "layer", "neuron", "classes", .. means, .. numbers,
            "histogram", "histogram_range", "strongest_samples", "strongest_classes", "strongest_activations",
        ];
        Write(stream, header, run.RowsOf(run.Reader.ReadNeurons), (csv, row) =>
        {
            csv.WriteField(row.Snapshot);
            csv.WriteField(row.Layer);
            csv.WriteField(row.Neuron);
            csv.WriteField(string.Join(' ', row.Classes));
            for (int i = 0; i < classes; i++) csv.WriteField(i < row.Means.Count ? row.Means[i] : (double?)null);
            foreach (string column in numbers) csv.WriteField(row[column]);
            csv.WriteField(Numbers(row.Histogram));
            csv.WriteField(Numbers(row.HistogramRange));
            csv.WriteField(Numbers(row.StrongestSamples));
            csv.WriteField(Numbers(row.StrongestClasses));
            csv.WriteField(Numbers(row.StrongestActivations));
        });
    }

    private static string Numbers<T>(IReadOnlyList<T>? list)
        where T : IFormattable
    {
        return string.Join(' ', (list ?? []).Select(number => number.ToString(format: null, CultureInfo.InvariantCulture)));
    }

    private static void Communities(Stream stream, ExportedRun run)
    {
        string[] header = ["snapshot", "layer", "neuron", "method", "community"];
        Write(stream, header, run.RowsOf(run.Reader.ReadCommunities), (csv, row) =>
        {
            csv.WriteField(row.Snapshot);
            csv.WriteField(row.Layer);
            csv.WriteField(row.Neuron);
            csv.WriteField(row.Method);
            csv.WriteField(row.Community);
        });
    }

    private static void Edges(Stream stream, ExportedRun run)
    {
        string[] header = ["snapshot", "layer", "source", "target", "weight"];
        Write(stream, header, run.RowsOf(run.Reader.ReadEdges), (csv, row) =>
        {
            csv.WriteField(row.Snapshot);
            csv.WriteField(row.Layer);
            csv.WriteField(row.Source);
            csv.WriteField(row.Target);
            csv.WriteField(row.Weight);
        });
    }

    private static void Write<TRow>(Stream stream, string[] header, IEnumerable<TRow> rows, Action<CsvWriter, TRow> write)
    {
        using CsvWriter csv = CsvWriter.Create(stream, Options, leaveOpen: true);
        csv.WriteHeader(header);
        foreach (TRow row in rows)
        {
            write(csv, row);
            csv.EndRecord();
        }
    }
}
