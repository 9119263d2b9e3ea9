using System.Security.Cryptography;
using Coterie.Activations;
using Coterie.Data;
using Coterie.Runs.Folder;
using Coterie.Runs.Results;

namespace Coterie.Runs.Dumps;

/// <summary>Analyses activations that another program saved while it trained: one dump for each snapshot.</summary>
public sealed class DumpAnalysis
{
    private readonly IReadOnlyList<string> files;
    private readonly IReadOnlyList<(int Epoch, Accuracies Accuracy)> epochs;
    private readonly AnalysisSettings choices;
    private readonly List<string> notes = [];

    /// <summary>Checks the table of accuracies and finds the dumps' epochs.</summary>
    /// <param name="files">The dumps, in the order of their snapshots.</param>
    /// <param name="accuracyPath">A CSV file of accuracies; null for none.</param>
    /// <param name="choices">The choices of the analysis.</param>
    /// <param name="pooling">How the positions of a convolution or a sequence are pooled into one activation.</param>
    /// <exception cref="InputException">A file cannot be read, or the accuracies do not belong to the dumps.</exception>
    public DumpAnalysis(IReadOnlyList<string> files, string? accuracyPath, AnalysisSettings choices, Pooling pooling)
    {
        this.files = files;
        this.choices = choices;
        epochs = DumpEpochs.Match(files, accuracyPath);
        Settings = new DumpSettings
        {
            Files = [.. files.Select(file => Path.GetFileName(file))],
            Sha256 = [.. files.Select(Hash)],
            AccuracySha256 = accuracyPath is null ? null : Hash(accuracyPath),
            Pooling = pooling,
            Seed = choices.Seed,
            Top = choices.Top,
            Representatives = choices.Representatives,
            Bins = choices.Bins,
            Resolution = 1 / choices.Gamma,
        };
    }

    /// <summary>The settings that decide the values.</summary>
    public DumpSettings Settings { get; }

    /// <summary>
    /// What a person should know of how the dumps and the table were read, a line each, in plain text of any length; a line about a reading
    /// that is in doubt begins with <c>warning: </c>. Complete once <see cref="Run"/> has returned.
    /// </summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>Whether this analysis is finished in a folder, so that its results are read from there.</summary>
    /// <param name="folder">The run folder.</param>
    /// <exception cref="InputException">The folder holds something else, or another run.</exception>
    public bool IsFinished(string folder)
    {
        return RunReader.Find(folder, RunIdentity.Of("dumps", preset: null, Settings)) is { IsComplete: true };
    }

    /// <summary>Analyses the dumps one by one.</summary>
    /// <param name="folderPath">The run folder: new, empty, or this analysis's; null for none.</param>
    /// <param name="progress">Receives each snapshot, including those already in the folder, on this thread.</param>
    /// <param name="cancellation">Stops cleanly.</param>
    /// <exception cref="InputException">A dump is damaged or unlike the first, or the folder is not usable.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public RunResults Run(string? folderPath, IProgress<Snapshot>? progress = null, CancellationToken cancellation = default)
    {
        RunIdentity identity = RunIdentity.Of("dumps", preset: null, Settings);
        RunReader? found = folderPath is null ? null : RunReader.Find(folderPath, identity);
        if (found is { IsComplete: true }) return Results(found.ReadSnapshots());

        // Every dump is opened before the first is analysed, so that an error in the last shows at once.
        NpzActivations[] dumps = [.. files.Select(file => new NpzActivations(file, Settings.Pooling))];
        for (int k = 1; k < dumps.Length; k++) RequireAlike(dumps, k);

        using RunWriter? run = folderPath is null ? null : RunWriter.Open(folderPath, identity, RunEnvironment.Here(choices.Threads));
        SnapshotRecorder recorder = new(choices, run);
        foreach (Snapshot snapshot in recorder.Snapshots) progress?.Report(snapshot);
        try
        {
            for (int k = recorder.Snapshots.Count; k < dumps.Length; k++)
            {
                progress?.Report(recorder.Record(epochs[k].Epoch, epochs[k].Accuracy, dumps[k], cancellation: cancellation));
            }
            run?.Become(RunStatus.Complete);
        }
        catch (OperationCanceledException)
        {
            run?.Become(RunStatus.Stopped);
            throw;
        }
        catch (InputException)
        {
            // With these dumps the run can never be finished.
            run?.Discard();
            throw;
        }
        return Results(recorder.Snapshots);
    }

    private RunResults Results(IReadOnlyList<Snapshot> snapshots)
    {
        return RunResults.Of(preset: null, Settings, snapshots);
    }

    private void RequireAlike(NpzActivations[] dumps, int k)
    {
        if (!dumps[k].Layers.SequenceEqual(dumps[0].Layers) || dumps[k].Classes != dumps[0].Classes)
        {
            throw new InputException($"{files[k]}: found {Shape(dumps[k])}, expected {Shape(dumps[0])} as in {files[0]}");
        }
    }

    private static string Shape(NpzActivations dump)
    {
        return $"layers {string.Join(", ", dump.Layers.Select(layer => $"{layer.Name} of {layer.Neurons}"))} and {dump.Classes} classes";
    }

    private static string Hash(string file)
    {
        try
        {
            using FileStream stream = File.OpenRead(file);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            bool isMissing = e is FileNotFoundException or DirectoryNotFoundException;
            string found = Directory.Exists(file) ? "a folder" : isMissing ? "no such file" : "that it cannot be opened";
            throw new InputException($"{file}: found {found}; expected a NumPy .npz file", e);
        }
    }
}
