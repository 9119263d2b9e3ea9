using Coterie.Measures;
using Coterie.Runs.Results;
using Coterie.Runs.Tables;

namespace Coterie.Runs.Folder;

/// <summary>
/// Reads the folder of any run, finished or not. It takes no lock, so a run can be read while it is being written: only finished
/// snapshots are listed. Every file is checked against the checksum in the manifest.
/// </summary>
public sealed class RunReader
{
    private RunReader(string path, RunManifest manifest)
    {
        Path = path;
        Manifest = manifest;
    }

    /// <summary>The run folder.</summary>
    public string Path { get; }

    /// <summary>What the run is and how far it has got.</summary>
    public RunManifest Manifest { get; }

    /// <summary>Whether it is finished.</summary>
    public bool IsComplete => Manifest.Status == RunStatus.Complete;

    /// <summary>Opens a run.</summary>
    /// <param name="path">The run folder.</param>
    /// <exception cref="InputException">There is no run in it, or its manifest cannot be read.</exception>
    public static RunReader Open(string path)
    {
        return Find(path) ?? throw new InputException($"{path}: found no run, expected a folder with a {RunFiles.Manifest}");
    }

    /// <summary>Opens the run in a folder, if there is one.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>The run; null if the folder is empty or does not exist.</returns>
    /// <exception cref="InputException">The folder holds something else, or its manifest cannot be read.</exception>
    public static RunReader? Find(string path)
    {
        string manifest = System.IO.Path.Combine(path, RunFiles.Manifest);
        if (File.Exists(manifest) || Directory.Exists(manifest)) return new RunReader(path, RunManifest.Read(manifest));
        RunWriter.RequireEmpty(path);
        return null;
    }

    /// <summary>Opens the run in a folder, if there is one; it must be the run asked for.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="identity">The identity of the run asked for; without a fingerprint of data, that is not compared.</param>
    /// <param name="data">The data of the run asked for, to say how other data differ; null where not known.</param>
    /// <returns>The run; null if the folder is empty or does not exist.</returns>
    /// <exception cref="InputException">The folder holds something else, another run, or a run made from other data.</exception>
    public static RunReader? Find(string path, RunIdentity identity, DataSummary? data = null)
    {
        RunReader? found = Find(path);
        found?.Manifest.Identity.RequireSame(identity, found.In(RunFiles.Manifest));
        found?.RequireSameData(identity.Data, data);
        return found;
    }

    /// <summary>
    /// Checks every file of the finished snapshots against its checksum, weights too: those that are not read now would be missed later.
    /// </summary>
    /// <exception cref="InputException">A file is missing or damaged; the message names it.</exception>
    public void RequireWhole()
    {
        foreach (SnapshotEntry entry in Manifest.Snapshots)
        {
            foreach ((string file, string checksum) in entry.Files) Checksum.Require(In(file), checksum);
        }
    }

    /// <summary>Reads every finished snapshot, in order.</summary>
    /// <exception cref="InputException">A file is missing or damaged, or the snapshots have different layers.</exception>
    public IReadOnlyList<Snapshot> ReadSnapshots() => ReadSnapshots(_ => null);

    /// <summary>Reads every finished snapshot, in order, but for those that are known already.</summary>
    /// <param name="known">A snapshot that was read before from the same files; null where there is none.</param>
    /// <exception cref="InputException">A file is missing or damaged, or the snapshots have different layers.</exception>
    internal IReadOnlyList<Snapshot> ReadSnapshots(Func<SnapshotEntry, Snapshot?> known)
    {
        Snapshot[] snapshots = [.. Manifest.Snapshots.Select(entry => known(entry) ?? Read(entry))];
        for (int k = 1; k < snapshots.Length; k++)
        {
            if (Layers(snapshots[k]).SequenceEqual(Layers(snapshots[0])) && snapshots[k].Classes == snapshots[0].Classes) continue;
            throw new InputException(
                $"{In(RunFiles.Structure(snapshots[k].Number))}: found other layers or classes than in snapshot {snapshots[0].Number}");
        }
        return snapshots;

        static IEnumerable<(string Name, int Neurons)> Layers(Snapshot snapshot) =>
            snapshot.Layers.Select(layer => (layer.Name, layer.Neurons));
    }

    /// <summary>Reads a finished snapshot.</summary>
    /// <param name="entry">One of the manifest's snapshots.</param>
    /// <exception cref="InputException">A file is missing or damaged.</exception>
    public Snapshot Read(SnapshotEntry entry)
    {
        string table = Checked(entry, RunFiles.Metrics(entry.Snapshot));
        IReadOnlyList<MetricValue> metrics = ParquetFile.Read<MetricValue>(table);
        string document = Checked(entry, RunFiles.Structure(entry.Snapshot));
        SnapshotStructure structure = Json.Read<SnapshotStructure>(document);
        structure.RequireSound(entry.Snapshot, document);
        MetricValue.RequireSound(metrics, structure, table);
        KeyValuePair<MeasureKey, double?>[] values =
            [.. metrics.Select(row => KeyValuePair.Create(row.KeyOf(), row.Value)).DistinctBy(value => value.Key)];
        return new Snapshot(entry.Snapshot, entry.Epoch, entry.Step, values, WithNeurons(entry, structure.Layers));
    }

    /// <summary>Reads the neurons of a snapshot.</summary>
    /// <param name="entry">One of the manifest's snapshots.</param>
    /// <exception cref="InputException">The file is missing or damaged.</exception>
    public IReadOnlyList<NeuronRow> ReadNeurons(SnapshotEntry entry)
    {
        return NeuronRow.Read(Checked(entry, RunFiles.Neurons(entry.Snapshot)));
    }

    /// <summary>Reads the communities of a snapshot's neurons.</summary>
    /// <param name="entry">One of the manifest's snapshots.</param>
    /// <exception cref="InputException">The file is missing or damaged.</exception>
    public IReadOnlyList<CommunityRow> ReadCommunities(SnapshotEntry entry)
    {
        return ParquetFile.Read<CommunityRow>(Checked(entry, RunFiles.Communities(entry.Snapshot)));
    }

    /// <summary>Reads the edges of a snapshot's pattern graphs.</summary>
    /// <param name="entry">One of the manifest's snapshots.</param>
    /// <exception cref="InputException">The file is missing or damaged.</exception>
    public IReadOnlyList<EdgeRow> ReadEdges(SnapshotEntry entry)
    {
        return ParquetFile.Read<EdgeRow>(Checked(entry, RunFiles.Edges(entry.Snapshot)));
    }

    /// <summary>
    /// Reads the images that a snapshot added to the run: of samples that excite the neurons of its pattern graphs most, and that no
    /// earlier snapshot has. Those of a snapshot are in its own file and the earlier ones.
    /// </summary>
    /// <param name="entry">One of the manifest's snapshots.</param>
    /// <returns>The images; empty where it added none, as in a run whose samples are no images, and in runs of earlier versions.</returns>
    /// <exception cref="InputException">The file is missing or damaged.</exception>
    public IReadOnlyList<ImageRow> ReadImages(SnapshotEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        string file = RunFiles.Images(entry.Snapshot);
        if (!entry.Files.ContainsKey(file)) return [];
        IReadOnlyList<ImageRow> rows = ParquetFile.Read<ImageRow>(Checked(entry, file));
        ImageRow? odd = rows.FirstOrDefault(row => row.Channels is not (1 or 3)
            || row.Height is < 1 or > Thumbnail.LongestSide
            || row.Width is < 1 or > Thumbnail.LongestSide
            || row.Pixels?.Length != row.Channels * row.Height * row.Width);
        if (odd is null) return rows;
        throw new InputException(
            $"{In(file)}: found an image of {odd.Channels}×{odd.Height}×{odd.Width} with {odd.Pixels?.Length ?? 0} pixels, expected 1 or 3 "
            + $"channels of at most {Thumbnail.LongestSide}×{Thumbnail.LongestSide}, and as many pixels");
    }

    /// <summary>Reads the values of a snapshot as the rows of its table; what repeats the manifest is the manifest's.</summary>
    /// <param name="entry">One of the manifest's snapshots.</param>
    /// <exception cref="InputException">The file is missing or damaged.</exception>
    internal IReadOnlyList<MetricRow> ReadMetrics(SnapshotEntry entry)
    {
        IReadOnlyList<string>? names = Manifest.Data?.Classes;
        return
        [
            .. ParquetFile.Read<MetricValue>(Checked(entry, RunFiles.Metrics(entry.Snapshot))).Select(row => new MetricRow
            {
                Seed = row.Seed,
                Snapshot = entry.Snapshot,
                Step = entry.Step,
                Epoch = entry.Epoch,
                Layer = row.Layer,
                Class = row.Class,
                ClassName = row.Class is { } c && c < names?.Count ? names[c] : null,
                Measure = row.Measure,
                Variant = row.Variant,
                Value = row.Value,
            }),
        ];
    }

    /// <summary>The path of the network's weights at a snapshot.</summary>
    /// <param name="entry">One of the manifest's snapshots.</param>
    /// <returns>The path of a safetensors file; null if the run does not keep weights.</returns>
    /// <exception cref="InputException">The file is missing or damaged.</exception>
    public string? WeightsPath(SnapshotEntry entry)
    {
        string weights = RunFiles.Weights(entry.Snapshot);
        return entry.Files.ContainsKey(weights) ? Checked(entry, weights) : null;
    }

    private void RequireSameData(string? fingerprint, DataSummary? data)
    {
        string? difference = data is null ? null : Manifest.Data?.DifferenceFrom(data);
        if (fingerprint is not null && Manifest.Identity.Data is { } known && known != fingerprint)
        {
            string what = Manifest.Identity.Kind == StudyDocument.Kind ? "images" : "samples";
            difference ??= $"other {what} or labels, of the same number, size and classes";
        }
        if (difference is null) return;
        throw new InputException(
            $"{In(RunFiles.Manifest)}: found a run made from {difference}; name the data it was made from, "
            + $"or {Manifest.Identity.Elsewhere}");
    }

    // The structure file has the sizes of communities, and that of earlier versions no dead neurons; tables have both.
    private IReadOnlyList<LayerStructure> WithNeurons(SnapshotEntry entry, IReadOnlyList<LayerStructure> layers)
    {
        string table = RunFiles.Communities(entry.Snapshot);
        IReadOnlyList<CommunityRow> communities = entry.Files.ContainsKey(table) ? ReadCommunities(entry) : [];
        bool isEarlier = layers.Any(layer => layer.Dead is null) && entry.Files.ContainsKey(RunFiles.Neurons(entry.Snapshot));
        ILookup<string, NeuronRow> neurons = (isEarlier ? ReadNeurons(entry) : []).ToLookup(row => row.Layer, StringComparer.Ordinal);
        foreach (LayerStructure layer in layers)
        {
            CommunityRow? odd = communities.FirstOrDefault(row => row.Layer == layer.Name && (uint)row.Neuron >= (uint)layer.Neurons);
            if (odd is null) continue;
            throw new InputException($"{In(table)}: found neuron {odd.Neuron} in {layer.Name}, expected 0 to {layer.Neurons - 1}");
        }
        return
        [
            .. layers.Select(layer => layer with
            {
                Communities =
                [
                    .. layer.Communities.Select(found => found with
                    {
                        Neurons =
                        [
                            .. communities.Where(row => row.Layer == layer.Name && row.Method == found.Method)
                                .GroupBy(row => row.Community, row => row.Neuron)
                                .OrderBy(members => members.Key)
                                .Select(members => (int[])[.. members.Distinct().Order()]),
                        ],
                    }),
                ],
                Dead = layer.Dead ?? (isEarlier ? DeadOf(layer) : null),
            }),
        ];

        int[] DeadOf(LayerStructure layer) => [.. neurons[layer.Name].Where(row => row.IsDead).Select(row => row.Neuron).Order()];
    }

    private string Checked(SnapshotEntry entry, string file)
    {
        string path = In(file);
        if (!entry.Files.TryGetValue(file, out string? checksum))
        {
            throw new InputException($"{In(RunFiles.Manifest)}: found no file {file} in snapshot {entry.Snapshot}, expected one");
        }
        Checksum.Require(path, checksum);
        return path;
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
