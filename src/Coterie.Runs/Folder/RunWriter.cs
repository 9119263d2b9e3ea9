using Coterie.Activations;
using Coterie.Data;
using Coterie.Layout;
using Coterie.Runs.Tables;

namespace Coterie.Runs.Folder;

/// <summary>
/// Writes a run folder. The manifest names a snapshot only after all its files are written, so a run that ends at any moment can be
/// continued at its first unfinished snapshot. A folder is open for writing in one process at a time.
/// </summary>
public sealed class RunWriter : IDisposable
{
    private const string CannotDelete = "cannot be deleted";

    private readonly FileStream hold;
    private readonly IReadOnlyList<string> createdFolders;
    private readonly List<Snapshot> snapshots;
    private LastPositions? last;
    private HashSet<long>? kept;

    private RunWriter(
        string path, RunManifest manifest, IEnumerable<Snapshot> snapshots, FileStream hold, IReadOnlyList<string> createdFolders)
    {
        Path = path;
        Manifest = manifest;
        this.snapshots = [.. snapshots];
        this.hold = hold;
        this.createdFolders = createdFolders;
    }

    /// <summary>The run folder.</summary>
    public string Path { get; }

    /// <summary>What the run is and how far it has got.</summary>
    public RunManifest Manifest { get; private set; }

    /// <summary>The finished snapshots, in order.</summary>
    public IReadOnlyList<Snapshot> Snapshots => snapshots;

    /// <summary>Where the state of training is kept between epochs, and after the last, so that more can follow.</summary>
    public string CheckpointPath => In(RunFiles.Checkpoint);

    /// <summary>Starts a run in a new or empty folder, or continues the run that is there.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="identity">What decides the run's values; a run that is there must have the same identity.</param>
    /// <param name="environment">The environment in which it is computed.</param>
    /// <param name="data">The data of the run; null where not known.</param>
    /// <exception cref="InputException">The folder holds something else, another run, or cannot be written.</exception>
    public static RunWriter Open(string path, RunIdentity identity, RunEnvironment environment, DataSummary? data = null)
    {
        // Checked before anything is created in the folder, and again when no other process can change it.
        RunReader.Find(path, identity, data);
        IReadOnlyList<string> created = FolderLock.CreateFolders(path);
        FileStream hold = FolderLock.Take(path);
        try
        {
            RunReader? found = RunReader.Find(path, identity, data);
            found?.RequireWhole();
            foreach (string left in Leftovers(path)) AtomicFile.Clear(left);
            RunManifest manifest = found?.Manifest ?? new RunManifest { Identity = identity, Data = data };
            RunWriter run = new(path, manifest, found?.ReadSnapshots() ?? [], hold, created);
            if (manifest.Status != RunStatus.Complete) run.Save(manifest with { Environment = environment, Status = RunStatus.Running });
            return run;
        }
        catch
        {
            hold.Dispose();
            throw;
        }
    }

    /// <summary>The first of PATH, PATH-2, PATH-3, … that is empty, does not exist, or holds this run.</summary>
    /// <param name="path">The preferred folder.</param>
    /// <param name="identity">The run that needs a folder.</param>
    /// <param name="data">Its data; null where not known.</param>
    public static string FirstFree(string path, RunIdentity identity, DataSummary? data = null)
    {
        return FirstFree(path, candidate => RunReader.Find(candidate, identity, data));
    }

    /// <summary>The first of PATH, PATH-2, PATH-3, … that a check does not refuse with an <see cref="InputException"/>.</summary>
    internal static string FirstFree(string path, Action<string> check)
    {
        for (int k = 1; ; k++)
        {
            string candidate = k == 1 ? path : $"{path}-{k}";
            try
            {
                check(candidate);
                return candidate;
            }
            catch (InputException)
            {
                // The folder holds something else: try the next.
            }
        }
    }

    /// <summary>
    /// Adds a finished snapshot. Its neurons get places for drawing, each near its last one (<see cref="SnapshotLayout"/>).
    /// </summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="analysis">The analysis it comes from.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="saveWeights">Writes the network's weights; null where there is no network.</param>
    /// <param name="images">
    /// The samples of the analysis as images, in the same order; null where they are none. Those that excite the neurons of the pattern
    /// graphs most are kept (<see cref="StrongestSamples"/>), each once in a run.
    /// </param>
    /// <exception cref="InputException">A file cannot be written.</exception>
    public void Add(Snapshot snapshot, SnapshotAnalysis analysis, int seed, Action<Stream>? saveWeights, ImageSet? images = null)
    {
        int number = snapshot.Number;
        last ??= new RunPositions(RunReader.Open(Path)).Until(Manifest.Snapshots.Count);
        kept ??= [.. Manifest.Snapshots.SelectMany(RunReader.Open(Path).ReadImages).Select(image => image.Sample)];
        IReadOnlyList<Position>[] positions =
            [.. analysis.Layers.Select(layer => last.Place(layer.Layer.Name, layer.Pattern.Graph, layer.Pattern.Neurons, seed))];
        Dictionary<string, string> files = new(StringComparer.Ordinal);
        if (saveWeights is not null) Write(RunFiles.Weights(number), path => AtomicFile.Write(path, saveWeights));
        Write(RunFiles.Structure(number), path => Json.Write(path, new SnapshotStructure(number, snapshot.Layers), Json.Options));
        Write(RunFiles.Neurons(number), path => NeuronRow.Write(path, number, analysis, positions));
        Write(RunFiles.Communities(number), path => ParquetFile.Write(path, CommunityRow.Of(number, analysis)));
        Write(RunFiles.Edges(number), path => ParquetFile.Write(path, EdgeRow.Of(number, analysis)));
        long[] fresh = images is null ? [] : [.. StrongestOf(analysis).Where(sample => !kept.Contains(sample))];
        if (fresh.Length > 0)
        {
            Write(RunFiles.Images(number), path => ParquetFile.Write(path, fresh.Select(sample => Thumbnail.Of(images!, (int)sample))));
        }
        Write(RunFiles.Metrics(number), path => ParquetFile.Write(path, MetricRow.Of(snapshot, seed, Manifest.Data?.Classes)));

        snapshots.Add(snapshot);
        SnapshotEntry entry = new(number, snapshot.Epoch, files) { Step = snapshot.Step };
        Save(Manifest with { Snapshots = [.. Manifest.Snapshots, entry] });
        foreach ((LayerAnalysis layer, IReadOnlyList<Position> places) in analysis.Layers.Zip(positions))
        {
            last.Keep(layer.Layer.Name, layer.Pattern.Neurons.ToArray(), places);
        }
        kept.UnionWith(fresh);

        void Write(string file, Action<string> write)
        {
            string path = In(file);
            FolderLock.CreateFolders(System.IO.Path.GetDirectoryName(path)!);
            write(path);
            FileErrors.Name(path, "cannot be read", () => files.Add(file, Checksum.Of(path)));
        }
    }

    /// <summary>Records the status of the run.</summary>
    /// <param name="status">The new status.</param>
    public void Become(RunStatus status)
    {
        Save(Manifest with { Status = status });
    }

    /// <summary>Makes the run the unfinished run of a longer study.</summary>
    /// <param name="identity">The longer study.</param>
    /// <param name="environment">The environment in which it goes on.</param>
    internal void Prolong(RunIdentity identity, RunEnvironment environment)
    {
        identity = identity with { Data = Manifest.Identity.Data };
        Save(Manifest with { Identity = identity, Environment = environment, Status = RunStatus.Running });
    }

    /// <summary>
    /// Ends a run that cannot go on with what it was given. What it holds is kept: with a finished snapshot or a checkpoint it becomes a
    /// stopped run. Otherwise it is removed, with the folders that were created for it.
    /// </summary>
    /// <returns>Whether it was kept.</returns>
    internal bool Abandon()
    {
        if (Manifest.Snapshots.Count > 0 || File.Exists(CheckpointPath))
        {
            Become(RunStatus.Stopped);
            return true;
        }
        // Without its manifest the folder is no longer a run, even if deleting the rest fails.
        Delete(RunFiles.Manifest);
        foreach (string folder in RunFiles.Folders)
        {
            string path = In(folder);
            if (Directory.Exists(path)) FileErrors.Name(path, CannotDelete, () => Directory.Delete(path, recursive: true));
        }
        Dispose();
        foreach (string folder in createdFolders)
        {
            FileErrors.Name(folder, CannotDelete, () =>
            {
                if (!Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
            });
        }
        return false;
    }

    /// <summary>
    /// Deletes what killed processes left in a run folder. Does nothing while another process writes the run, or where the folder cannot be
    /// written.
    /// </summary>
    /// <param name="path">The run folder.</param>
    internal static void ClearLeftovers(string path)
    {
        string[] left = Leftovers(path);
        if (left.Length == 0 && !File.Exists(System.IO.Path.Combine(path, FolderLock.Name))) return;
        try
        {
            using FileStream hold = FolderLock.Take(path);
            foreach (string file in left) AtomicFile.Clear(file);
        }
        catch (InputException)
        {
            // Another process writes here, or nobody can.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        hold.Dispose();
    }

    /// <summary>Refuses a folder without a manifest that holds anything else.</summary>
    internal static void RequireEmpty(string path)
    {
        if (File.Exists(path)) throw new InputException($"{path}: found a file, expected a folder for the run");
        if (!Directory.Exists(path)) return;
        // The files of a process that was killed before it wrote its first manifest.
        try
        {
            string? found = Directory.EnumerateFileSystemEntries(path)
                .Select(System.IO.Path.GetFileName)
                .FirstOrDefault(name => name != FolderLock.Name && !RunFiles.IsLeftover(name!));
            if (found is null) return;
            throw new InputException($"{path}: found {found} but no {RunFiles.Manifest}, expected an empty folder or a run of coterie");
        }
        catch (Exception e) when (FileErrors.Is(e))
        {
            throw new InputException($"{path}: cannot be read: {e.Message}", e);
        }
    }

    // The samples that excite the neurons of the pattern graphs, each once, ascending.
    private static SortedSet<long> StrongestOf(SnapshotAnalysis analysis)
    {
        SortedSet<long> samples = [];
        foreach (LayerAnalysis layer in analysis.Layers)
        {
            foreach (int q in layer.Pattern.Neurons)
            {
                foreach (StrongestSample strongest in layer.Strongest[q]) samples.Add(strongest.Sample);
            }
        }
        return samples;
    }

    private static string[] Leftovers(string path)
    {
        string[] folders = [path, .. RunFiles.Folders.Select(folder => System.IO.Path.Combine(path, folder)).Where(Directory.Exists)];
        try
        {
            return
            [
                .. folders.SelectMany(Directory.EnumerateFiles)
                    .Where(file => RunFiles.IsLeftover(System.IO.Path.GetRelativePath(path, file))),
            ];
        }
        catch (Exception e) when (FileErrors.Is(e))
        {
            return [];
        }
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);

    private void Delete(string name)
    {
        FileErrors.Name(In(name), CannotDelete, () => File.Delete(In(name)));
    }

    private void Save(RunManifest manifest)
    {
        Json.Write(In(RunFiles.Manifest), manifest, Json.Indented);
        Manifest = manifest;
    }
}
