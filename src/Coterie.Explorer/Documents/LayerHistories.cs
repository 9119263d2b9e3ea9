using Coterie.Graphs;
using Coterie.Layout;
using Coterie.Quality;
using Coterie.Runs;
using Coterie.Runs.Folder;
using Coterie.Runs.Results;
using Coterie.Runs.Tables;

namespace Coterie.Explorer.Documents;

/// <summary>Makes the documents of layers from the tables of a run. It keeps the tables that were read last.</summary>
/// <param name="run">The run.</param>
/// <param name="snapshots">Its snapshots, in order.</param>
internal sealed class LayerHistories(RunReader run, IReadOnlyList<Snapshot> snapshots)
{
    private const int MeanDigits = 4;
    private const int WeightDigits = 3;
    private const int PlaceDigits = 4;
    private const int ShareDigits = 4;

    private readonly RunPositions positions = new(run);
    private readonly KeptImages images = new(run);
    private readonly Dictionary<string, int[]>?[] strongest = new Dictionary<string, int[]>[snapshots.Count];
    private (int Snapshot, ILookup<string, NeuronRow> Neurons)? neuronsRead;
    private (int Snapshot, ILookup<string, EdgeRow> Edges)? edgesRead;

    /// <summary>A layer at a snapshot.</summary>
    /// <param name="layer">The layer's name.</param>
    /// <param name="snapshot">The snapshot's index.</param>
    /// <exception cref="InputException">A file is missing or damaged.</exception>
    public LayerSnapshot Snapshot(string layer, int snapshot)
    {
        LayerStructure structure = snapshots[snapshot].Layers.First(found => found.Name == layer);
        int[] neurons = [.. structure.Representatives.SelectMany(list => list).Distinct().Order()];
        NeuronRow[] rows = RowsOf(structure, snapshot);
        EdgeLists edges = EdgesOf(layer, neurons, snapshot);
        Position[] places = PlacesOf(layer, neurons, snapshot);
        return new LayerSnapshot
        {
            Neurons = neurons,
            X = [.. places.Select(place => Rounding.To(place.X, PlaceDigits)!.Value)],
            Y = [.. places.Select(place => Rounding.To(place.Y, PlaceDigits)!.Value)],
            Edges = edges with { Weights = [.. edges.Weights.Select(weight => Rounding.To(weight, WeightDigits)!.Value)] },
            Communities = CommunitiesOf(structure, neurons),
            Representatives = structure.Representatives,
            Intersections = structure.Intersections,
            Overlap = structure.Overlap,
            Dead = structure.Dead ?? [],
            Means = [.. Enumerable.Range(0, snapshots[snapshot].Classes).Select(i => MeansOf(rows, i, layer, snapshot))],
            Measures = NeuronColumns.Of(rows).ToDictionary(
                column => column,
                IReadOnlyList<double?> (column) => [.. rows.Select(row => Rounding.To(row.Values.GetValueOrDefault(column), MeanDigits))],
                StringComparer.Ordinal),
        };
    }

    /// <summary>The histograms of a layer's neurons.</summary>
    /// <param name="layer">The layer's name.</param>
    /// <param name="snapshot">The snapshot's index.</param>
    /// <exception cref="InputException">A file is missing or damaged.</exception>
    public LayerHistograms Histograms(string layer, int snapshot)
    {
        NeuronRow[] rows = RowsOf(snapshots[snapshot].Layers.First(found => found.Name == layer), snapshot);
        if (Array.TrueForAll(rows, row => row.Histogram is null)) return new LayerHistograms(null);
        return new LayerHistograms([.. rows.Select(HistogramOf)]);

        NeuronHistogram HistogramOf(NeuronRow row)
        {
            if (row is { Histogram: { Count: > 0 } counts, HistogramRange: [var low, var high] }
                && double.IsFinite(low) && double.IsFinite(high))
            {
                return new NeuronHistogram(Rounding.To(low, MeanDigits)!.Value, Rounding.To(high, MeanDigits)!.Value, counts);
            }
            throw Damaged(RunFiles.Neurons, snapshot, $"no histogram of neuron {row.Neuron} in {layer}, expected counts and their range");
        }
    }

    /// <summary>The samples on which a layer's neurons are most active.</summary>
    /// <param name="layer">The layer's name.</param>
    /// <param name="snapshot">The snapshot's index.</param>
    /// <exception cref="InputException">A file is missing or damaged.</exception>
    public LayerStrongest Strongest(string layer, int snapshot)
    {
        NeuronRow[] rows = RowsOf(snapshots[snapshot].Layers.First(found => found.Name == layer), snapshot);
        if (Array.TrueForAll(rows, row => row.StrongestSamples is null)) return new LayerStrongest(null);
        return new LayerStrongest([.. rows.Select(StrongestOf)]);

        NeuronStrongest StrongestOf(NeuronRow row)
        {
            int classes = snapshots[snapshot].Classes;
            if (row is { StrongestSamples: { } samples, StrongestClasses: { } own, StrongestActivations: { } activations }
                && own.Count == samples.Count && activations.Count == samples.Count
                && own.All(found => (uint)found < (uint)classes) && activations.All(double.IsFinite))
            {
                return new NeuronStrongest(
                    samples,
                    own,
                    [.. activations.Select(activation => Rounding.To(activation, MeanDigits)!.Value)],
                    samples.Count > 0 && samples.All(sample => images.Has(sample, snapshot + 1)));
            }
            throw Damaged(
                RunFiles.Neurons,
                snapshot,
                $"no strongest samples of neuron {row.Neuron} in {layer}, expected a class and an activation of each");
        }
    }

    /// <summary>The image of a sample; null where the run keeps none.</summary>
    /// <param name="sample">The sample.</param>
    /// <exception cref="InputException">A file is missing or damaged.</exception>
    public SampleImage? Image(long sample) => images.Find(sample) is { } row ? SampleImage.Of(row) : null;

    /// <summary>The communities of a layer over the snapshots.</summary>
    /// <param name="layer">The layer's name.</param>
    /// <param name="method">The method that found them.</param>
    /// <exception cref="InputException">A file is missing or damaged.</exception>
    public CommunityHistory Communities(string layer, string method)
    {
        LayerCommunities found = LayerCommunities.Of(snapshots, layer, method);
        int[][] labels = [.. found.Snapshots.Select(LabelsOf)];
        return new CommunityHistory
        {
            Tracks =
            [
                .. found.Tracks.Tracks.Select(track => new CommunityLife(
                    track.Number,
                    track.Name,
                    track.First,
                    track.Communities,
                    [.. track.Communities.Select((community, k) => found.Snapshots[track.First + k][community].Length)],
                    track.SplitFrom,
                    track.MergedInto)),
            ],
            WithClasses = [.. labels.Select((own, k) => Alike(own, StrongestOf(layer, k)))],
            WithBefore = [.. labels.Select((own, k) => k == 0 ? null : Alike(own, labels[k - 1]))],
        };
    }

    // Partitions of the neurons that are in both; -1 is in none.
    private static double? Alike(int[] left, int[] right)
    {
        int[] both = [.. Enumerable.Range(0, left.Length).Where(q => left[q] >= 0 && right[q] >= 0)];
        Partition Of(int[] labels) => new([.. both.Select(q => labels[q])]);
        return Rounding.To(MutualInformation.Normalised(Of(left), Of(right)), ShareDigits);
    }

    private static int[] LabelsOf(Cover communities)
    {
        int[] labels = new int[communities.VertexCount];
        Array.Fill(labels, -1);
        for (int c = 0; c < communities.Count; c++)
        {
            foreach (int q in communities[c]) labels[q] = c;
        }
        return labels;
    }

    private static Dictionary<string, IReadOnlyList<int>> CommunitiesOf(LayerStructure structure, int[] neurons)
    {
        return structure.Communities.Where(found => found.Neurons.Count > 0).ToDictionary(
            found => found.Method,
            IReadOnlyList<int> (found) =>
            {
                int[] labels = LabelsOf(LayerCommunities.CoverOf(structure, found.Method));
                return [.. neurons.Select(q => labels[q])];
            },
            StringComparer.Ordinal);
    }

    private IReadOnlyList<double> MeansOf(NeuronRow[] rows, int @class, string layer, int snapshot)
    {
        return
        [
            .. rows.Select((row, q) => Rounding.To(@class < row.Means.Count ? row.Means[@class] : null, MeanDigits)
                ?? throw Damaged(RunFiles.Neurons, snapshot, $"no mean of neuron {q} in {layer} for class {@class}, expected a number")),
        ];
    }

    private EdgeLists EdgesOf(string layer, int[] neurons, int snapshot)
    {
        if (edgesRead is not { } read || read.Snapshot != snapshot)
        {
            edgesRead = read = (snapshot, run.ReadEdges(EntryOf(snapshot)).ToLookup(edge => edge.Layer, StringComparer.Ordinal));
        }
        List<(int Target, double Weight)>[] rows = [.. neurons.Select(_ => new List<(int, double)>())];
        foreach (EdgeRow edge in read.Edges[layer])
        {
            int source = Array.BinarySearch(neurons, edge.Source), target = Array.BinarySearch(neurons, edge.Target);
            if (source < 0 || target < 0)
            {
                int stray = source < 0 ? edge.Source : edge.Target;
                throw Damaged(RunFiles.Edges, snapshot, $"an edge of neuron {stray} in {layer}, which represents no class");
            }
            if (source == target || !double.IsFinite(edge.Weight))
            {
                throw Damaged(RunFiles.Edges, snapshot, $"an edge of neuron {edge.Source} in {layer} to itself, or without a weight");
            }
            rows[Math.Min(source, target)].Add((Math.Max(source, target), edge.Weight));
        }
        int[] starts = new int[neurons.Length + 1];
        for (int v = 0; v < neurons.Length; v++) starts[v + 1] = starts[v] + rows[v].Count;
        (int Target, double Weight)[] all = [.. rows.SelectMany(row => row.OrderBy(edge => edge.Target))];
        return new EdgeLists(starts, [.. all.Select(edge => edge.Target)], [.. all.Select(edge => edge.Weight)]);
    }

    // For each neuron that represents a class the class of its largest mean, the lowest of several; -1 for others.
    private int[] StrongestOf(string layer, int snapshot)
    {
        strongest[snapshot] ??= snapshots[snapshot].Layers.ToDictionary(found => found.Name, Strongest, StringComparer.Ordinal);
        return strongest[snapshot]![layer];

        int[] Strongest(LayerStructure structure)
        {
            HashSet<int> representing = [.. structure.Representatives.SelectMany(list => list)];
            return
            [
                .. RowsOf(structure, snapshot).Select((row, q) => representing.Contains(q) && row.Means.Count > 0
                    ? Enumerable.Range(0, row.Means.Count).MaxBy(i => row.Means[i])
                    : -1),
            ];
        }
    }

    private NeuronRow[] RowsOf(LayerStructure structure, int snapshot)
    {
        if (neuronsRead is not { } read || read.Snapshot != snapshot)
        {
            neuronsRead = read = (snapshot, run.ReadNeurons(EntryOf(snapshot)).ToLookup(row => row.Layer, StringComparer.Ordinal));
        }
        NeuronRow[] rows = [.. read.Neurons[structure.Name].OrderBy(row => row.Neuron)];
        if (rows.Length == structure.Neurons && rows.Select(row => row.Neuron).SequenceEqual(Enumerable.Range(0, rows.Length))) return rows;
        throw Damaged(
            RunFiles.Neurons,
            snapshot,
            $"{rows.Length} neurons in {structure.Name}, expected one row for each of 0 to {structure.Neurons - 1}");
    }

    private Position[] PlacesOf(string layer, int[] neurons, int snapshot)
    {
        IReadOnlyDictionary<int, Position> places = positions.Of(EntryOf(snapshot), layer);
        return
        [
            .. neurons.Select(q => places.TryGetValue(q, out Position place)
                ? place
                : throw Damaged(RunFiles.Neurons, snapshot, $"no place of neuron {q} in {layer}, expected x and y")),
        ];
    }

    private InputException Damaged(Func<int, string> file, int snapshot, string found)
    {
        return new InputException($"{Path.Combine(run.Path, file(EntryOf(snapshot).Snapshot))}: found {found}");
    }

    private SnapshotEntry EntryOf(int snapshot) => run.Manifest.Snapshots[snapshot];
}
