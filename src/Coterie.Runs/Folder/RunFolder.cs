using Coterie.Data;
using Coterie.Runs.Results;
using Coterie.Runs.Tables;

namespace Coterie.Runs.Folder;

/// <summary>
/// A run on the disk. Everything a snapshot adds is written before the manifest names it, so that a run ended at any moment
/// goes on at its first unfinished snapshot. A folder is open in one process at a time.
/// </summary>
/// <typeparam name="TSettings">The settings of the run; two runs are one where these are equal as JSON.</typeparam>
public sealed class RunFolder<TSettings> : IDisposable
{
    private const string SnapshotsName = "snapshots";

    private readonly FileStream hold;
    private readonly IReadOnlyList<string> createdFolders;
    private readonly List<SnapshotResult> snapshots = [];
    private readonly ParquetTable<MetricRow> metrics;
    private readonly ParquetTable<NeuronRow> neurons;
    private readonly ParquetTable<EdgeRow> edges;

    private RunFolder(string path, RunManifest<TSettings> manifest, FileStream hold, IReadOnlyList<string> createdFolders)
    {
        Path = path;
        Manifest = manifest;
        this.hold = hold;
        this.createdFolders = createdFolders;
        metrics = new ParquetTable<MetricRow>(In("metrics.parquet"));
        neurons = new ParquetTable<NeuronRow>(In("neurons.parquet"));
        edges = new ParquetTable<EdgeRow>(In("edges.parquet"));
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>What it is and how far.</summary>
    public RunManifest<TSettings> Manifest { get; private set; }

    /// <summary>The finished snapshots' figures, in order.</summary>
    public IReadOnlyList<SnapshotResult> Snapshots => snapshots;

    /// <summary>Where the state of training is kept between epochs.</summary>
    public string CheckpointPath => In("checkpoint.safetensors");

    /// <summary>Where a snapshot's weights are, relative to the run folder.</summary>
    /// <param name="snapshot">The snapshot, from 1.</param>
    public static string WeightsName(int snapshot)
    {
        return $"{NameOf(snapshot)}.safetensors";
    }

    /// <summary>Looks whether a folder can take a run, and changes nothing.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="fresh">What a new run is; one that is there must have the same preset and settings.</param>
    /// <returns>The run there, as far as it is; null where the folder is empty or not there.</returns>
    /// <exception cref="InputException">The folder holds something else or another run.</exception>
    public static RunManifest<TSettings>? Find(string path, RunManifest<TSettings> fresh)
    {
        string manifest = System.IO.Path.Combine(path, ManifestFile.Name);
        if (File.Exists(manifest)) return ManifestFile.Read(manifest, fresh);
        RequireEmpty(path);
        return null;
    }

    /// <summary>Reads the manifest of whatever run a folder holds.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="InputException">It is damaged, or not of such a run.</exception>
    public static RunManifest<TSettings>? ManifestOf(string path)
    {
        string manifest = System.IO.Path.Combine(path, ManifestFile.Name);
        return File.Exists(manifest) ? Json.Read<RunManifest<TSettings>>(manifest) : null;
    }

    /// <summary>The figures of a finished run, without opening it.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="fresh">What the run is.</param>
    /// <returns>The snapshots in order; null where the run is not finished or not there.</returns>
    /// <exception cref="InputException">The folder holds something else or another run, or a file of it is damaged.</exception>
    public static IReadOnlyList<SnapshotResult>? ReadComplete(string path, RunManifest<TSettings> fresh)
    {
        return Find(path, fresh) is { Status: RunStatus.Complete } found ? ReadSnapshots(path, found) : null;
    }

    /// <summary>Starts a run in a new or empty folder, or goes on with the one there.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="fresh">What a new run is; one that is there must have the same preset and settings.</param>
    /// <exception cref="InputException">The folder holds something else, another run, or cannot be written.</exception>
    public static RunFolder<TSettings> Open(string path, RunManifest<TSettings> fresh)
    {
        // Looked at before anything is created in it, and again when no other process can change it.
        Find(path, fresh);
        IReadOnlyList<string> created = FolderLock.CreateFolders(path);
        FileStream hold = FolderLock.Take(path);
        try
        {
            RunManifest<TSettings> manifest = Find(path, fresh) ?? fresh;
            RunFolder<TSettings> folder = new(path, manifest, hold, created);
            folder.snapshots.AddRange(ReadSnapshots(path, manifest));
            if (manifest.Status != RunStatus.Complete) folder.Become(RunStatus.Running);
            return folder;
        }
        catch
        {
            hold.Dispose();
            throw;
        }
    }

    /// <summary>The first of a folder, the same with -2, -3, … that is empty, not there, or holds this run.</summary>
    /// <param name="path">The folder wished for.</param>
    /// <param name="fresh">The run that looks for a place.</param>
    public static string FirstFree(string path, RunManifest<TSettings> fresh)
    {
        for (int k = 1; ; k++)
        {
            string candidate = k == 1 ? path : $"{path}-{k}";
            try
            {
                Find(candidate, fresh);
                return candidate;
            }
            catch (InputException)
            {
                // Taken by something else; it stays as it is.
            }
        }
    }

    /// <summary>Adds a finished snapshot.</summary>
    /// <param name="result">Its figures.</param>
    /// <param name="analysis">The analysis they come from.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="saveWeights">Writes the network's weights; null where there is no network.</param>
    /// <exception cref="InputException">A file cannot be written.</exception>
    public void Add(SnapshotResult result, SnapshotAnalysis analysis, int seed, Action<Stream>? saveWeights)
    {
        int number = snapshots.Count + 1;
        SnapshotEntry entry = new(number, result.Epoch, $"{NameOf(number)}.json", saveWeights is null ? null : WeightsName(number));
        FolderLock.CreateFolders(In(SnapshotsName));
        if (entry.Weights is not null) AtomicFile.Write(In(entry.Weights), saveWeights!);
        Json.Write(In(entry.Results), result, Json.Options);
        metrics.Append(number, SnapshotRows.Metrics(seed, number, result));
        neurons.Append(number, SnapshotRows.Neurons(number, analysis));
        edges.Append(number, SnapshotRows.Edges(number, analysis));

        snapshots.Add(result);
        Save(Manifest with { Snapshots = [.. Manifest.Snapshots, entry] });
    }

    /// <summary>Notes how far the run is.</summary>
    /// <param name="status">How far.</param>
    public void Become(RunStatus status)
    {
        Save(Manifest with { Status = status });
        // A finished run has nothing to go on with.
        if (status == RunStatus.Complete) File.Delete(CheckpointPath);
    }

    /// <summary>Removes a run that bad input has made impossible, with the folders that were created for it.</summary>
    public void Discard()
    {
        // Without its manifest it is no run any more, whatever happens to the rest.
        File.Delete(In(ManifestFile.Name));
        foreach (string file in (string[])[CheckpointPath, metrics.Path, neurons.Path, edges.Path]) File.Delete(file);
        if (Directory.Exists(In(SnapshotsName))) Directory.Delete(In(SnapshotsName), recursive: true);
        Dispose();
        foreach (string folder in createdFolders)
        {
            if (!Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        hold.Dispose();
    }

    private static string NameOf(int snapshot)
    {
        return $"{SnapshotsName}/{snapshot:0000}";
    }

    private string In(string name)
    {
        return System.IO.Path.Combine(Path, name);
    }

    private void Save(RunManifest<TSettings> manifest)
    {
        Json.Write(In(ManifestFile.Name), manifest, Json.Indented);
        Manifest = manifest;
    }

    private static SnapshotResult[] ReadSnapshots(string path, RunManifest<TSettings> manifest)
    {
        return [.. manifest.Snapshots.Select(entry => Json.Read<SnapshotResult>(System.IO.Path.Combine(path, entry.Results)))];
    }

    private static void RequireEmpty(string path)
    {
        if (File.Exists(path)) throw new InputException($"{path}: found a file, expected a folder for the run");
        if (!Directory.Exists(path)) return;
        // What a process leaves that was ended by force before it could write its first manifest.
        string[] leftovers = [FolderLock.Name, AtomicFile.Beside(ManifestFile.Name)];
        try
        {
            string? found = Directory.EnumerateFileSystemEntries(path).Select(System.IO.Path.GetFileName).FirstOrDefault(name => !leftovers.Contains(name));
            if (found is null) return;
            throw new InputException($"{path}: found {found} but no {ManifestFile.Name}, expected an empty folder or a run of coterie");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read: {e.Message}", e);
        }
    }
}
