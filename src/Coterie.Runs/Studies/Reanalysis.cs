using Coterie.Data;
using Coterie.Runs.Folder;
using Coterie.Runs.Results;
using Coterie.Torch;
using Coterie.Training.Models;
using TorchSharp;

namespace Coterie.Runs.Studies;

/// <summary>
/// Analyses the snapshots of a finished study again, from their saved weights, with another S and R. The figures go into the run
/// folder, <c>variants/s25-r10/0001.json</c> and so on, a file a snapshot: what is there already is not computed again.
/// </summary>
/// <param name="study">The study, with its own S and R.</param>
/// <param name="folder">Its run folder.</param>
/// <param name="top">S.</param>
/// <param name="bins">R.</param>
public sealed class Reanalysis(Study study, string folder, int top, int bins)
{
    /// <summary>S.</summary>
    public int Top => top;

    /// <summary>R.</summary>
    public int Bins => bins;

    /// <summary>Where the figures are.</summary>
    public string Folder { get; } = Path.Combine(folder, "variants", $"s{top}-r{bins}");

    /// <summary>The figures, in order; null where the study is not finished or some are missing.</summary>
    /// <exception cref="InputException">A file is damaged.</exception>
    public IReadOnlyList<SnapshotResult>? Finished()
    {
        if (study.Finished(folder) is not { } original) return null;
        string[] files = [.. Enumerable.Range(1, original.Snapshots.Count).Select(FileOf)];
        return Array.TrueForAll(files, File.Exists) ? [.. files.Select(Json.Read<SnapshotResult>)] : null;
    }

    /// <summary>Analyses what is missing.</summary>
    /// <param name="data">The study's images, as <see cref="Study.Prepare"/> makes them.</param>
    /// <param name="tell">Called for each snapshot that is done.</param>
    /// <param name="cancellation">Stops between two batches; the snapshot under way is lost.</param>
    /// <exception cref="InputException">The study is not finished, its weights are damaged, or a file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Run(DataSet data, Action? tell = null, CancellationToken cancellation = default)
    {
        RunResults<StudySettings> original = study.Finished(folder) ?? throw new InputException($"{folder}: found no finished run, expected one");
        StudySettings settings = study.Settings;
        Devices.UseThreads(settings.Threads);
        torch.Device device = Devices.Find(settings.Device);
        using LabelledSamples images = Study.Samples(data.Train, data.Classes, device);
        using NetworkModel network = Networks.Create(study.TrainingSettings(), images.SampleShape, data.Classes);
        network.Module.to(device);
        TorchActivationSource activations = new(network.Module, network.HiddenLayers, images);
        SnapshotAnalyzer analyzer = new(study.AnalysisSettings() with { Top = top, Bins = bins });
        FolderLock.CreateFolders(Folder);
        for (int k = 1; k <= original.Snapshots.Count; k++)
        {
            if (!File.Exists(FileOf(k)))
            {
                SafeTensors.LoadInto(Path.Combine(folder, RunFolder<StudySettings>.WeightsName(k)), network.Module);
                SnapshotAnalysis analysis = analyzer.Analyze(activations, cancellation);
                SnapshotResult before = original.Snapshots[k - 1];
                Json.Write(FileOf(k), SnapshotResult.Of(before.Epoch, before.Accuracy, analysis, data.Classes), Json.Options);
            }
            tell?.Invoke();
        }
    }

    private string FileOf(int snapshot)
    {
        return Path.Combine(Folder, $"{snapshot:0000}.json");
    }
}
