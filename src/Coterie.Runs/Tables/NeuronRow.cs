using Coterie.Activations;
using Coterie.Entropy;
using Coterie.Layout;
using Coterie.Measures;
using Parquet.Schema;

namespace Coterie.Runs.Tables;

/// <summary>A row of a <c>neurons</c> table: a neuron of a layer.</summary>
public sealed record NeuronRow
{
    private static readonly IReadOnlyList<(string Column, Measure Measure)> Measured =
        [.. Catalogue.All.Where(measure => measure.OfNeuron is not null).Select(measure => (Column(measure), measure))];

    private static readonly ParquetSchema Schema = new(
    [
        new DataField<int>("snapshot"),
        new DataField<string>("layer"),
        new DataField<int>("neuron"),
        new ListField("classes", new DataField<int>("element")),
        new ListField("means", new DataField<double>("element")),
        .. Measured.Select(measure => new DataField<double?>(measure.Column)),
        new DataField<double?>("x"),
        new DataField<double?>("y"),
        new ListField("histogram", new DataField<int>("element")),
        new ListField("histogram_range", new DataField<double>("element")),
        new ListField("strongest_samples", new DataField<long>("element")),
        new ListField("strongest_classes", new DataField<int>("element")),
        new ListField("strongest_activations", new DataField<double>("element")),
    ]);

    /// <summary>The snapshot; 0 is the untrained network.</summary>
    public required int Snapshot { get; init; }

    /// <summary>The layer.</summary>
    public required string Layer { get; init; }

    /// <summary>The neuron, from 0.</summary>
    public required int Neuron { get; init; }

    /// <summary>The classes it represents, ascending.</summary>
    public IReadOnlyList<int> Classes { get; init; } = [];

    /// <summary>Its mean activation over the samples of each class.</summary>
    public IReadOnlyList<double> Means { get; init; } = [];

    /// <summary>Its measures by column, such as <c>entropy_all</c>; null where a value does not exist.</summary>
    public IReadOnlyDictionary<string, double?> Values { get; init; } = new Dictionary<string, double?>(StringComparer.Ordinal);

    /// <summary>
    /// Where to draw it, see <see cref="SnapshotLayout"/>; null outside the pattern graph, and in runs of earlier versions.
    /// </summary>
    public double? X { get; init; }

    /// <summary>The other coordinate; <see cref="Folder.RunPositions"/> has both for runs of every version.</summary>
    public double? Y { get; init; }

    /// <summary>
    /// Its histogram over all samples: how many have an activation in each bin, see <see cref="ActivationHistogram"/>; null in runs of
    /// earlier versions.
    /// </summary>
    public IReadOnlyList<int>? Histogram { get; init; }

    /// <summary>The lower edge of the first bin and the upper edge of the last; bins are equal. Null in runs of earlier versions.</summary>
    public IReadOnlyList<double>? HistogramRange { get; init; }

    /// <summary>
    /// The samples on which it is most active, from the strongest, see <see cref="Activations.StrongestSamples"/>; null in runs of earlier
    /// versions.
    /// </summary>
    public IReadOnlyList<long>? StrongestSamples { get; init; }

    /// <summary>The class of each of these samples.</summary>
    public IReadOnlyList<int>? StrongestClasses { get; init; }

    /// <summary>Its activation on each of these samples.</summary>
    public IReadOnlyList<double>? StrongestActivations { get; init; }

    /// <summary>The value of one of <see cref="ColumnsOf"/>.</summary>
    /// <param name="column">The column's name.</param>
    internal double? this[string column] => column switch
    {
        "x" => X,
        "y" => Y,
        _ => Values.GetValueOrDefault(column),
    };

    /// <summary>Whether it is zero on every sample.</summary>
    internal bool IsDead => Means.All(mean => mean == 0) && Values.GetValueOrDefault("entropy_share") is null or 0;

    /// <summary>The columns of numbers: measures of the catalogue, others that rows of another version have, and places.</summary>
    internal static IEnumerable<string> ColumnsOf(IEnumerable<NeuronRow> rows)
    {
        IEnumerable<string> others = rows.SelectMany(row => row.Values.Keys);
        return Measured.Select(measure => measure.Column).Union(others, StringComparer.Ordinal).Append("x").Append("y");
    }

    /// <summary>The measure in a column; null for a column of another version.</summary>
    internal static Measure? MeasureIn(string column) => Measured.FirstOrDefault(measure => measure.Column == column).Measure;

    /// <summary>Writes the table of a snapshot.</summary>
    /// <param name="path">The file.</param>
    /// <param name="snapshot">The snapshot's number.</param>
    /// <param name="analysis">Its analysis.</param>
    /// <param name="positions">For each layer, the place of each vertex of its pattern graph.</param>
    internal static void Write(
        string path, int snapshot, SnapshotAnalysis analysis, IReadOnlyList<IReadOnlyList<Position>> positions)
    {
        ParquetFile.Write(path, Schema, [.. analysis.Layers.Zip(positions).SelectMany(layer => Rows(snapshot, layer.First, layer.Second))]);
    }

    internal static IReadOnlyList<NeuronRow> Read(string path)
    {
        return ParquetFile.Read(path, row => new NeuronRow
        {
            Snapshot = (int)row["snapshot"],
            Layer = (string)row["layer"],
            Neuron = (int)row["neuron"],
            Classes = row.TryGetValue("classes", out object? classes) && classes is List<int> represented ? represented : [],
            Means = row.TryGetValue("means", out object? means) && means is List<double> found ? found : [],
            X = row.GetValueOrDefault("x") as double?,
            Y = row.GetValueOrDefault("y") as double?,
            Histogram = row.GetValueOrDefault("histogram") as List<int>,
            HistogramRange = row.GetValueOrDefault("histogram_range") as List<double>,
            StrongestSamples = row.GetValueOrDefault("strongest_samples") as List<long>,
            StrongestClasses = row.GetValueOrDefault("strongest_classes") as List<int>,
            StrongestActivations = row.GetValueOrDefault("strongest_activations") as List<double>,
            Values = row.Where(column => column.Value is double && column.Key is not ("x" or "y"))
                .ToDictionary(column => column.Key, column => (double?)column.Value, StringComparer.Ordinal),
        });
    }

    private static IEnumerable<IDictionary<string, object?>> Rows(int snapshot, LayerAnalysis layer, IReadOnlyList<Position> positions)
    {
        Position?[] places = new Position?[layer.Layer.Neurons];
        for (int v = 0; v < positions.Count; v++) places[layer.Pattern.Neurons[v]] = positions[v];
        List<int>[] represented = [.. Enumerable.Range(0, layer.Layer.Neurons).Select(_ => new List<int>())];
        for (int i = 0; i < layer.Means.Classes; i++)
        {
            foreach (int q in layer.Pattern.Representatives[i]) represented[q].Add(i);
        }
        for (int q = 0; q < represented.Length; q++)
        {
            Dictionary<string, object?> row = new(StringComparer.Ordinal)
            {
                ["snapshot"] = snapshot,
                ["layer"] = layer.Layer.Name,
                ["neuron"] = q,
                ["classes"] = represented[q],
                ["means"] = Enumerable.Range(0, layer.Means.Classes).Select(i => layer.Means[i, q]).ToList(),
            };
            foreach ((string column, Measure measure) in Measured) row.Add(column, measure.OfNeuron!(layer, q));
            row.Add("x", (double?)places[q]?.X);
            row.Add("y", (double?)places[q]?.Y);
            ActivationHistogram histogram = layer.Entropy.Histograms[q];
            row.Add("histogram", (List<int>)[.. histogram.Counts]);
            row.Add("histogram_range", (List<double>)[histogram.Low, histogram.High]);
            StrongestSample[] strongest = layer.Strongest[q].ToArray();
            row.Add("strongest_samples", strongest.Select(sample => sample.Sample).ToList());
            row.Add("strongest_classes", strongest.Select(sample => sample.Class).ToList());
            row.Add("strongest_activations", strongest.Select(sample => sample.Activation).ToList());
            yield return row;
        }
    }

    // Columns are in snake case, as pandas users expect.
    private static string Column(Measure measure)
    {
        string name = measure.Variant.Length == 0 ? measure.Family : $"{measure.Family}_{measure.Variant}";
        return string.Concat(name.Select(c => char.IsAsciiLetterUpper(c) ? $"_{char.ToLowerInvariant(c)}" : $"{c}"));
    }
}
