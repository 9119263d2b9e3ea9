using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Coterie.Data;
using Coterie.Runs.Folder;
using Coterie.Runs.Tables;

namespace Coterie.Runs.Export;

/// <summary>
/// The NumPy export: one <c>.npz</c> file with the metrics as records, and the representatives, communities, means, measures and places of
/// neurons, and the edges of each layer over the snapshots. A value that does not exist is NaN, and −1 where numbers are whole.
/// </summary>
internal static class NpzArrays
{
    private const string EdgeType = "[('snapshot', '<i4'), ('source', '<i4'), ('target', '<i4'), ('weight', '<f8')]";

    public static IEnumerable<ExportFile> Files(ExportedRun run) => [new("results.npz", stream => Write(stream, run))];

    private static void Write(Stream stream, ExportedRun run)
    {
        IReadOnlyList<Snapshot> snapshots = run.Snapshots;
        string[] layers = [.. snapshots[^1].Layers.Select(layer => layer.Name)];
        IReadOnlyDictionary<string, string> names = LayerFileNames.Of(layers);
        using ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true);

        Add("snapshot", array => Numbers(array, [.. snapshots.Select(s => s.Number)], snapshots.Count));
        Add("step", array => NpyWriter.Write<long>(array, "'<i8'", [.. snapshots.Select(s => s.Step ?? -1)], snapshots.Count));
        Add("epoch", array => Numbers(array, [.. snapshots.Select(s => s.Epoch)], snapshots.Count));
        Add("layers", array => NpyWriter.Write(array, layers));
        if (run.ClassNames is { } classNames) Add("class_names", array => NpyWriter.Write(array, classNames));
        Add("metrics", array => Metrics(array, [.. run.RowsOf(run.Reader.ReadMetrics)]));

        Dictionary<string, NeuronTable> tables = NeuronTables(run, layers);
        for (int l = 0; l < layers.Length; l++)
        {
            LayerStructure[] history = [.. snapshots.Select(snapshot => snapshot.Layers[l])];
            string name = names[layers[l]];
            Add($"representatives/{name}", array => Representatives(array, history));
            IEnumerable<string> methods = history.SelectMany(layer => layer.Communities).Select(found => found.Method);
            foreach (string method in methods.Distinct(StringComparer.Ordinal))
            {
                Add($"{method}/{name}", array => Communities(array, history, method));
            }
            NeuronTable table = tables[layers[l]];
            Add($"means/{name}", array => Numbers(array, table.Means, snapshots.Count, snapshots[0].Classes, table.Neurons));
            foreach ((string column, double[] values) in table.Columns)
            {
                Add($"{column}/{name}", array => Numbers(array, values, snapshots.Count, table.Neurons));
            }
            Add($"edges/{name}", array => Edges(array, run, layers[l]));
        }

        void Add(string name, Action<Stream> write)
        {
            ZipArchiveEntry entry = archive.CreateEntry($"{name}.npy", CompressionLevel.Optimal);
            // The same run gives the same bytes, whenever it is exported.
            entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using Stream array = entry.Open();
            write(array);
        }
    }

    private static void Numbers(Stream array, int[] values, params long[] shape) => NpyWriter.Write<int>(array, "'<i4'", values, shape);

    private static void Numbers(Stream array, double[] values, params long[] shape) =>
        NpyWriter.Write<double>(array, "'<f8'", values, shape);

    private static void Metrics(Stream array, IReadOnlyList<MetricRow> rows)
    {
        int layer = NpyWriter.WidthOf(rows.Select(row => row.Layer ?? ""));
        int measure = NpyWriter.WidthOf(rows.Select(row => row.Measure));
        int variant = NpyWriter.WidthOf(rows.Select(row => row.Variant));
        NpyWriter.WriteHeader(
            array,
            $"[('snapshot', '<i4'), ('step', '<i8'), ('epoch', '<f8'), ('layer', {NpyWriter.TextType(layer)}), ('class', '<i4'), "
            + $"('measure', {NpyWriter.TextType(measure)}), ('variant', {NpyWriter.TextType(variant)}), ('value', '<f8')]",
            rows.Count);
        byte[] record = new byte[32 + sizeof(int) * (layer + measure + variant)];
        foreach (MetricRow row in rows)
        {
            int at = 0;
            BinaryPrimitives.WriteInt32LittleEndian(Next(4), row.Snapshot);
            BinaryPrimitives.WriteInt64LittleEndian(Next(8), row.Step ?? -1);
            BinaryPrimitives.WriteDoubleLittleEndian(Next(8), row.Epoch);
            NpyWriter.Fill(Next(4 * layer), row.Layer ?? "");
            BinaryPrimitives.WriteInt32LittleEndian(Next(4), row.Class ?? -1);
            NpyWriter.Fill(Next(4 * measure), row.Measure);
            NpyWriter.Fill(Next(4 * variant), row.Variant);
            BinaryPrimitives.WriteDoubleLittleEndian(Next(8), row.Value ?? double.NaN);
            array.Write(record);

            Span<byte> Next(int bytes) => record.AsSpan((at += bytes) - bytes, bytes);
        }
    }

    private static void Representatives(Stream array, LayerStructure[] history)
    {
        int classes = history[0].Representatives.Count;
        int most = history.SelectMany(layer => layer.Representatives).Select(list => list.Count).DefaultIfEmpty().Max();
        IEnumerable<int> values = history.SelectMany(layer => layer.Representatives)
            .SelectMany(list => list.Concat(Enumerable.Repeat(-1, most - list.Count)));
        Numbers(array, [.. values], history.Length, classes, most);
    }

    private static void Communities(Stream array, LayerStructure[] history, string method)
    {
        int neurons = history[0].Neurons;
        int[] values = new int[history.Length * neurons];
        Array.Fill(values, -1);
        for (int s = 0; s < history.Length; s++)
        {
            IReadOnlyList<IReadOnlyList<int>> found = history[s].Communities.FirstOrDefault(known => known.Method == method)?.Neurons ?? [];
            for (int c = 0; c < found.Count; c++)
            {
                foreach (int q in found[c]) values[s * neurons + q] = c;
            }
        }
        Numbers(array, values, history.Length, neurons);
    }

    private static void Edges(Stream array, ExportedRun run, string layer)
    {
        List<EdgeRecord> edges =
        [
            .. run.RowsOf(run.Reader.ReadEdges)
                .Where(edge => edge.Layer == layer)
                .Select(edge => new EdgeRecord(edge.Snapshot, edge.Source, edge.Target, edge.Weight)),
        ];
        NpyWriter.Write<EdgeRecord>(array, EdgeType, CollectionsMarshal.AsSpan(edges), edges.Count);
    }

    private static Dictionary<string, NeuronTable> NeuronTables(ExportedRun run, string[] layers)
    {
        Snapshot last = run.Snapshots[^1];
        string[] columns = [.. NeuronRow.ColumnsOf(run.Reader.ReadNeurons(run.EntryOf(last)))];
        Dictionary<string, NeuronTable> tables = last.Layers.ToDictionary(
            layer => layer.Name,
            layer => new NeuronTable(run.Snapshots.Count, last.Classes, layer.Neurons, columns),
            StringComparer.Ordinal);
        for (int s = 0; s < run.Snapshots.Count; s++)
        {
            SnapshotEntry entry = run.EntryOf(run.Snapshots[s]);
            foreach (NeuronRow row in run.Reader.ReadNeurons(entry))
            {
                if (tables.TryGetValue(row.Layer, out NeuronTable? table) && (uint)row.Neuron < (uint)table.Neurons) table.Add(s, row);
            }
        }
        return tables;
    }

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private readonly record struct EdgeRecord(int Snapshot, int Source, int Target, double Weight);

    /// <summary>The neurons of a layer over the snapshots, NaN where a table has no value.</summary>
    private sealed class NeuronTable
    {
        private readonly int classes;

        public NeuronTable(int snapshots, int classes, int neurons, string[] columns)
        {
            this.classes = classes;
            Neurons = neurons;
            Means = Missing((long)snapshots * classes * neurons);
            Columns = columns.ToDictionary(column => column, _ => Missing((long)snapshots * neurons), StringComparer.Ordinal);
        }

        public int Neurons { get; }

        /// <summary>Snapshots × classes × neurons.</summary>
        public double[] Means { get; }

        /// <summary>Of each measure and coordinate, snapshots × neurons.</summary>
        public Dictionary<string, double[]> Columns { get; }

        public void Add(int snapshot, NeuronRow row)
        {
            for (int i = 0; i < Math.Min(classes, row.Means.Count); i++)
            {
                Means[(snapshot * classes + i) * Neurons + row.Neuron] = row.Means[i];
            }
            foreach ((string column, double[] values) in Columns)
            {
                values[snapshot * Neurons + row.Neuron] = row[column] ?? double.NaN;
            }
        }

        private static double[] Missing(long count)
        {
            double[] values = new double[count];
            Array.Fill(values, double.NaN);
            return values;
        }
    }
}
