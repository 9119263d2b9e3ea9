using Coterie.Data;
using Coterie.Runs;
using Coterie.Runs.Folder;
using Coterie.Torch;
using Coterie.Training.Models;
using TorchSharp;

namespace Coterie.Training.Studies;

/// <summary>
/// Analyses the snapshots of a finished study again, from their saved weights, with other settings: all, or of a schedule with evenly
/// spaced epochs these and the untrained network. The results are a run folder inside the study's: <c>variants/s25-r10</c> for S = 25 and
/// R = 10. Snapshots that are there already are not computed again.
/// </summary>
public sealed class Reanalysis
{
    private readonly Study study;
    private readonly Study variant;
    private readonly string original;

    /// <summary>Takes the study and the settings.</summary>
    /// <param name="study">The study, with its own settings.</param>
    /// <param name="folder">Its run folder.</param>
    /// <param name="analysis">The other settings of the analysis.</param>
    public Reanalysis(Study study, string folder, AnalysisSettings analysis)
    {
        this.study = study;
        original = folder;
        variant = study with { Settings = study.Settings with { Analysis = analysis } };
        Folder = Path.Combine(folder, "variants", $"s{analysis.Top}-r{analysis.Bins}");
    }

    /// <summary>The run folder of the results.</summary>
    public string Folder { get; }

    /// <summary>The snapshots, in order; null if some are missing.</summary>
    /// <exception cref="InputException">A file is damaged, or the folder holds something else.</exception>
    public IReadOnlyList<Snapshot>? Finished()
    {
        return RunReader.Find(Folder, variant.Identity) is { IsComplete: true } found ? found.ReadSnapshots() : null;
    }

    /// <summary>Analyses the missing snapshots.</summary>
    /// <param name="data">The study's images, as <see cref="StudyData.LoadAsync"/> loads them.</param>
    /// <param name="progress">Receives each finished snapshot.</param>
    /// <param name="cancellation">Stops between two batches; the unfinished snapshot is lost.</param>
    /// <exception cref="InputException">The study is not finished, its weights are damaged, or a file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Run(DataSet data, IProgress<Snapshot>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        RunReader finished = study.Find(original, data) is { IsComplete: true } found
            ? found
            : throw new InputException($"{original}: found no finished run, expected one");
        try
        {
            Analyze(data, finished, progress, cancellation);
        }
        catch (Exception e) when (TorchMemory.RanOut(e, Devices.Find(variant.Settings.Training.Device)))
        {
            throw study.DoesNotFit(e);
        }
    }

    private void Analyze(DataSet data, RunReader finished, IProgress<Snapshot>? progress, CancellationToken cancellation)
    {
        StudySettings settings = variant.Settings;
        Devices.UseThreads(settings.Analysis.Threads);
        torch.Device device = Devices.Find(settings.Training.Device);
        Network kind = Networks.Find(settings.Training.Network);
        using LabelledSamples images = StudyData.Samples(data.Train, data.Classes, kind, device);
        using NetworkModel network = Networks.Create(settings.Training, images.SampleShape, data.Classes);
        network.Module.to(device);
        TorchActivationSource activations = new(network.Module, network.HiddenLayers, images);
        RunEnvironment environment = TorchSoftware.Environment(settings.Analysis.Threads, settings.Training.Device);
        RunIdentity identity = variant.Identity with { Data = finished.Manifest.Identity.Data };
        using RunWriter run = RunWriter.Open(Folder, identity, environment, finished.Manifest.Data);
        SnapshotRecorder recorder = new(variant.AnalysisSettings(), run);
        foreach (Snapshot snapshot in recorder.Snapshots) progress?.Report(snapshot);
        foreach (SnapshotEntry entry in finished.Manifest.Snapshots.Where(IsAsked).Skip(recorder.Snapshots.Count))
        {
            string weights = finished.WeightsPath(entry)
                ?? throw new InputException($"{original}: found no weights of snapshot {entry.Snapshot}, expected them");
            SafeTensors.LoadInto(weights, network.Module);
            Accuracies accuracy = finished.Read(entry).Accuracy;
            progress?.Report(recorder.Record(entry.Epoch, accuracy, activations, weights: null, entry.Step, cancellation));
        }
        run.Become(RunStatus.Complete);
    }

    private bool IsAsked(SnapshotEntry entry)
    {
        StudySettings settings = study.Settings;
        return settings.Snapshots.Epochs is null || entry.Step == 0 || settings.Snapshots.IsEvenlySpaced(settings.Epochs, entry.Epoch);
    }
}
