using System.Security.Cryptography;
using Coterie.Activations;
using Coterie.Data;
using Coterie.Runs.Folder;

namespace Coterie.Runs.Files;

/// <summary>Records a snapshot for each of some files, in a run folder or in memory; a run that is there goes on.</summary>
/// <param name="files">The files, by ascending epoch, each with the accuracy that is known beforehand.</param>
/// <param name="choices">The choices of the analysis.</param>
/// <param name="environment">Where it is computed.</param>
internal sealed class FileSnapshots(IReadOnlyList<MatchedFile> files, AnalysisSettings choices, RunEnvironment environment)
{
    /// <summary>Analyses the files one by one.</summary>
    /// <param name="folder">The run folder: new, empty, or this run's; null for none.</param>
    /// <param name="identity">The identity of the run.</param>
    /// <param name="data">Its data.</param>
    /// <param name="analyse">Records the file of a number with the recorder.</param>
    /// <param name="progress">Receives each snapshot, including those already in the folder.</param>
    /// <param name="images">The samples as images; null where they are none.</param>
    /// <exception cref="InputException">A file is damaged or unlike the first, or the folder is not usable.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<Snapshot> Record(
        string? folder,
        RunIdentity identity,
        DataSummary data,
        Func<int, SnapshotRecorder, Snapshot> analyse,
        IProgress<Snapshot>? progress,
        ImageSet? images = null)
    {
        if (folder is not null && RunReader.Find(folder, identity, data) is { IsComplete: true } found)
        {
            RunWriter.ClearLeftovers(found.Path);
            found.RequireWhole();
            return RequireMatched(found.ReadSnapshots(), folder);
        }
        using RunWriter? run = folder is null ? null : RunWriter.Open(folder, identity, environment, data);
        SnapshotRecorder recorder = new(choices, run, images);
        foreach (Snapshot snapshot in RequireMatched(recorder.Snapshots, folder ?? "")) progress?.Report(snapshot);
        try
        {
            for (int k = recorder.Snapshots.Count; k < files.Count; k++) progress?.Report(analyse(k, recorder));
            run?.Become(RunStatus.Complete);
        }
        catch (OperationCanceledException)
        {
            run?.Become(RunStatus.Stopped);
            throw;
        }
        catch (InputException e)
        {
            if (run?.Abandon() != true) throw;
            throw new InputException($"{e.Message}; the snapshots finished before it stay in {folder}", e);
        }
        return recorder.Snapshots;
    }

    /// <summary>The SHA-256 of a file, in hexadecimal digits.</summary>
    /// <param name="file">The file.</param>
    /// <param name="expected">What it should be, for messages.</param>
    /// <exception cref="InputException">It cannot be read.</exception>
    public static string Hash(string file, string expected)
    {
        using FileStream stream = InputFile.OpenRead(file, expected);
        try
        {
            // Read in larger parts than HashData's own: three quarters of the processor time.
            return Convert.ToHexStringLower(SHA256.HashData(new BufferedStream(stream, 1 << 18)));
        }
        catch (IOException e)
        {
            throw new InputException($"{file}: found that it cannot be read ({e.Message}); expected {expected}", e);
        }
    }

    /// <summary>What is known of the layers and classes of a file, for messages.</summary>
    /// <param name="source">Its activations.</param>
    public static string Describe(IActivationSource source)
    {
        IEnumerable<string> layers = source.Layers.Select(layer => $"{layer.Name} of {layer.Neurons}");
        return $"layers {string.Join(", ", layers)} and {source.Classes} classes";
    }

    /// <summary>
    /// Adds what is to be said of how files were read: what holds for the first once, and of the others only what differs.
    /// </summary>
    /// <param name="notes">Receives the lines.</param>
    /// <param name="ofFiles">For each file, its lines.</param>
    public void AddNotes(List<string> notes, IReadOnlyList<IReadOnlyList<string>> ofFiles)
    {
        const string warning = "warning: ";
        notes.AddRange(ofFiles[0]);
        foreach ((int k, IReadOnlyList<string> lines) in ofFiles.Index().Skip(1))
        {
            foreach (string note in lines.Except(ofFiles[0], StringComparer.Ordinal))
            {
                bool isWarning = note.StartsWith(warning, StringComparison.Ordinal);
                notes.Add(isWarning ? $"{warning}{files[k].File}: {note[warning.Length..]}" : $"{files[k].File}: {note}");
            }
        }
    }

    // A run of an earlier version may have read other epochs from the same names.
    private IReadOnlyList<Snapshot> RequireMatched(IReadOnlyList<Snapshot> snapshots, string folder)
    {
        foreach ((Snapshot snapshot, MatchedFile file) in snapshots.Zip(files))
        {
            Accuracies known = file.Accuracy;
            Accuracies then = snapshot.Accuracy;
            bool areSame = (known.Running is null || known.Running == then.Running) && (known.Test is null || known.Test == then.Test);
            if (snapshot.Epoch == file.Epoch && areSame) continue;
            throw new InputException(
                $"{folder}: found a run in which {Path.GetFileName(file.File)} has epoch {snapshot.Epoch} and test accuracy "
                + $"{then.Test}, expected epoch {file.Epoch} and {known.Test}, as names and table tell; choose another --out");
        }
        return snapshots;
    }
}
