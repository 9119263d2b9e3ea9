using System.Security.Cryptography;
using Coterie.Activations;
using Coterie.Data;
using Coterie.Runs.Folder;
using Coterie.Runs.Results;

namespace Coterie.Runs.Dumps;

/// <summary>Analyses activations that someone else's training left: a dump for each snapshot.</summary>
public sealed class DumpAnalysis
{
    private readonly IReadOnlyList<string> files;
    private readonly IReadOnlyList<(int Epoch, AccuracyResult Accuracy)> epochs;

    /// <summary>Checks the table of accuracies and names the dumps' epochs.</summary>
    /// <param name="files">The dumps, in the order of their snapshots.</param>
    /// <param name="accuracyPath">A CSV file of accuracies; null for none.</param>
    /// <param name="choices">The choices of the analysis.</param>
    /// <param name="pooling">How positions become one activation.</param>
    /// <exception cref="InputException">A file cannot be read, or the accuracies do not belong to the dumps.</exception>
    public DumpAnalysis(IReadOnlyList<string> files, string? accuracyPath, AnalysisSettings choices, Pooling pooling)
    {
        this.files = files;
        Choices = choices;
        epochs = DumpEpochs.Match(files, accuracyPath);
        Settings = new DumpSettings
        {
            Files = [.. files.Select(file => Path.GetFileName(file))],
            Sha256 = [.. files.Select(Hash)],
            AccuracySha256 = accuracyPath is null ? null : Hash(accuracyPath),
            Pooling = pooling,
            Seed = choices.Seed,
            Top = choices.Top,
            Bins = choices.Bins,
            Resolution = choices.Resolution,
        };
    }

    /// <summary>What decides the figures.</summary>
    public DumpSettings Settings { get; }

    private AnalysisSettings Choices { get; }

    /// <summary>Analyses the dumps one by one.</summary>
    /// <param name="folderPath">The run folder: new, empty, or this analysis's; null for none.</param>
    /// <param name="tell">Told each snapshot's figures.</param>
    /// <param name="cancellation">Stops cleanly.</param>
    /// <exception cref="InputException">A dump is damaged or unlike the first, or the folder is not usable.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public RunResults<DumpSettings> Run(string? folderPath, Action<SnapshotResult>? tell = null, CancellationToken cancellation = default)
    {
        RunManifest<DumpSettings> manifest = new() { Settings = Settings, Software = Software.Versions() };
        if (folderPath is not null && RunFolder<DumpSettings>.ReadComplete(folderPath, manifest) is { } complete) return Results(complete);

        // Every dump is opened before the first is analysed: what is wrong with the last shows at once.
        NpzActivations[] dumps = [.. files.Select(file => new NpzActivations(file, Settings.Pooling))];
        for (int k = 1; k < dumps.Length; k++) RequireAlike(dumps, k);

        using RunFolder<DumpSettings>? folder = folderPath is null
            ? null
            : RunFolder<DumpSettings>.Open(folderPath, manifest);
        List<SnapshotResult> snapshots = [.. folder?.Snapshots ?? []];
        foreach (SnapshotResult snapshot in snapshots) tell?.Invoke(snapshot);
        SnapshotAnalyzer analyzer = new(Choices);
        try
        {
            for (int k = snapshots.Count; k < dumps.Length; k++)
            {
                SnapshotAnalysis analysis = Analyze(analyzer, dumps[k], folder, cancellation);
                SnapshotResult result = SnapshotResult.Of(epochs[k].Epoch, epochs[k].Accuracy, analysis, dumps[k].Classes);
                folder?.Add(result, analysis, Settings.Seed, saveWeights: null);
                snapshots.Add(result);
                tell?.Invoke(result);
            }
            folder?.Become(RunStatus.Complete);
        }
        catch (OperationCanceledException)
        {
            folder?.Become(RunStatus.Stopped);
            throw;
        }
        return Results(snapshots);
    }

    private RunResults<DumpSettings> Results(IReadOnlyList<SnapshotResult> snapshots)
    {
        return new RunResults<DumpSettings>(null, Settings, snapshots, CorrelationResult.Of(snapshots));
    }

    private static SnapshotAnalysis Analyze(
        SnapshotAnalyzer analyzer, NpzActivations dump, RunFolder<DumpSettings>? folder, CancellationToken cancellation)
    {
        try
        {
            return analyzer.Analyze(dump, cancellation);
        }
        catch (InputException)
        {
            // A run is of the dumps as they are, and these can never be finished.
            folder?.Discard();
            throw;
        }
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
            string found = Directory.Exists(file) ? "a folder" : e is FileNotFoundException or DirectoryNotFoundException ? "no such file" : "that it cannot be opened";
            throw new InputException($"{file}: found {found}; expected a NumPy .npz file", e);
        }
    }
}
