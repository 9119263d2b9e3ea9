using Coterie.Data;
using Coterie.Runs.Folder;
using Coterie.Runs.Results;
using Coterie.Torch;
using Coterie.Training;
using Coterie.Training.Models;

namespace Coterie.Runs.Studies;

/// <summary>
/// Trains a network, takes snapshots, analyses each, and leaves a run folder. The same study in the same folder goes on where
/// it stopped and ends with the figures of one never interrupted.
/// </summary>
public sealed record Study
{
    /// <summary>The preset it began from.</summary>
    public required string Preset { get; init; }

    /// <summary>What it does.</summary>
    public required StudySettings Settings { get; init; }

    /// <summary>The bytes of memory that the analysis may take; null for half of what is free once the network stands.</summary>
    public long? Memory { get; init; }

    /// <summary>Makes the images of a data set those of a study: fewer, or with mixed labels, as its settings say.</summary>
    /// <param name="data">The whole data set.</param>
    /// <param name="settings">The settings.</param>
    /// <exception cref="InputException">Too few samples for the classes, or more asked for than there are.</exception>
    public static DataSet Prepare(DataSet data, StudySettings settings)
    {
        DataSet some = settings.Samples is { } samples ? data.Take(samples) : data;
        return settings.MixLabels ? LabelMixing.Mix(some, settings.Seed) : some;
    }

    /// <summary>Where the study goes where no folder is named: <c>runs/PRESET</c>, or the next such that is free or its own.</summary>
    public string DefaultFolder()
    {
        return RunFolder<StudySettings>.FirstFree(Path.Combine("runs", Preset), Manifest(null));
    }

    /// <summary>Looks into a folder before any data is loaded.</summary>
    /// <param name="folderPath">The run folder.</param>
    /// <returns>What this study found, where it is finished there; null where it is to be run.</returns>
    /// <exception cref="InputException">The folder holds something else, or a file of the run is damaged.</exception>
    public RunResults<StudySettings>? Finished(string folderPath)
    {
        return RunFolder<StudySettings>.ReadComplete(folderPath, Manifest(null)) is { } snapshots ? Results(snapshots) : null;
    }

    /// <summary>Runs the study, or what is left of it.</summary>
    /// <param name="data">The images, as <see cref="Prepare"/> makes them.</param>
    /// <param name="folderPath">The run folder: new, empty, or this study's.</param>
    /// <param name="tell">Told what happens, on this thread.</param>
    /// <param name="cancellation">Stops the study cleanly; the epoch under way is lost.</param>
    /// <exception cref="InputException">The folder is not usable, or the analysis not possible.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public RunResults<StudySettings> Run(DataSet data, string folderPath, Action<StudyEvent>? tell = null, CancellationToken cancellation = default)
    {
        using RunFolder<StudySettings> folder = RunFolder<StudySettings>.Open(folderPath, Manifest(data));
        try
        {
            if (folder.Manifest.Status != RunStatus.Complete) Train(data, folder, tell ?? (_ => { }), cancellation);
        }
        catch (OperationCanceledException)
        {
            folder.Become(RunStatus.Stopped);
            throw;
        }
        catch (InputException) when (folder.Snapshots.Count == 0)
        {
            // Training that cannot be analysed even once leaves nothing worth keeping.
            folder.Discard();
            throw;
        }
        catch (Exception e) when (TorchMemory.RanOut(e, Devices.Find(Settings.Device)))
        {
            if (folder.Snapshots.Count == 0) folder.Discard();
            throw new InputException(
                $"hidden layers of {string.Join(", ", Settings.Hidden)} in batches of {Settings.Batch} do not fit in memory; expected smaller ones", e);
        }
        return Results(folder.Snapshots);
    }

    private RunResults<StudySettings> Results(IReadOnlyList<SnapshotResult> snapshots)
    {
        return new RunResults<StudySettings>(Preset, Settings, snapshots, CorrelationResult.Of(snapshots));
    }

    // A sixth as many as for training, but enough that every class is among them.
    private void Train(DataSet data, RunFolder<StudySettings> folder, Action<StudyEvent> tell, CancellationToken cancellation)
    {
        Devices.UseThreads(Settings.Threads);
        TorchSharp.torch.Device device = Devices.Find(Settings.Device);
        StudyForecast forecast = new(TrainingSettings(), AnalysisSettings(), data);
        forecast.RequireMemory();
        using LabelledSamples train = Samples(data.Train, data.Classes, device);
        using LabelledSamples test = Samples(data.Test, data.Classes, device);
        using NetworkModel network = Networks.Create(TrainingSettings(), train.SampleShape, data.Classes);
        using Trainer trainer = new(network, train, TrainingSettings());
        if (File.Exists(folder.CheckpointPath)) trainer.RestoreCheckpoint(folder.CheckpointPath);

        IReadOnlyList<int> snapshotEpochs = Settings.SnapshotEpochs();
        tell(forecast.Measure(Settings.Epochs - trainer.Epoch, snapshotEpochs.Count(epoch => epoch > trainer.Epoch), cancellation));
        SnapshotAnalyzer analyzer = new(AnalysisSettings());
        tell(new StudyEvent.Started(trainer.Epoch, Settings.Epochs, folder.Snapshots));
        while (trainer.Epoch < Settings.Epochs)
        {
            EpochResult trained = trainer.RunEpoch(p => tell(new StudyEvent.Training(p.Epoch, p.Fraction, p.Accuracy)), cancellation);
            tell(new StudyEvent.Trained(trainer.Epoch, trained.Loss, trained.Accuracy));

            // After a power cut the snapshot may be there while the checkpoint is still the epoch's before.
            int taken = folder.Snapshots.Count;
            if (taken < snapshotEpochs.Count && snapshotEpochs[taken] == trainer.Epoch)
            {
                SnapshotResult result = Snapshot(trainer, trained, test, data.Classes, analyzer, folder, cancellation);
                tell(new StudyEvent.Analysed(result));
            }
            AtomicFile.Write(folder.CheckpointPath, trainer.SaveCheckpoint);
            tell(new StudyEvent.Finished(trainer.Epoch));
        }
        folder.Become(RunStatus.Complete);
    }

    private SnapshotResult Snapshot(
        Trainer trainer,
        EpochResult trained,
        LabelledSamples test,
        int classes,
        SnapshotAnalyzer analyzer,
        RunFolder<StudySettings> folder,
        CancellationToken cancellation)
    {
        TorchActivationSource activations = trainer.Activations();
        SnapshotAnalysis analysis = analyzer.Analyze(activations, cancellation);
        AccuracyResult accuracy = new()
        {
            Running = trained.Accuracy,
            Evaluated = activations.Accuracy,
            Test = trainer.Accuracy(test),
        };
        SnapshotResult result = SnapshotResult.Of(trainer.Epoch, accuracy, analysis, classes);
        folder.Add(result, analysis, Settings.Seed, trainer.SaveWeights);
        return result;
    }

    private RunManifest<StudySettings> Manifest(DataSet? data)
    {
        return new RunManifest<StudySettings>
        {
            Preset = Preset,
            Settings = Settings,
            Images = data is null ? null : new StudyImages(
                data.Train.Count, data.Test.Count, data.Train.Height, data.Train.Width, data.ClassNames, [.. data.Warnings.Select(WithoutFolder)]),
            Software = Software.Versions(),
        };
    }

    // A run is shown to others, whom it tells nothing where the data lay.
    private static string WithoutFolder(string warning)
    {
        int path = warning.IndexOf(": ", StringComparison.Ordinal);
        return path < 0 ? warning : Path.GetFileName(warning[..path]) + warning[path..];
    }

    internal static LabelledSamples Samples(ImageSet images, int classes, TorchSharp.torch.Device device)
    {
        return new LabelledSamples(images.Pixels, [images.Height * images.Width], images.Labels, classes, device);
    }

    internal TrainingSettings TrainingSettings()
    {
        return new TrainingSettings
        {
            Hidden = Settings.Hidden,
            Dropout = Settings.Dropout,
            Optimizer = Settings.Optimizer,
            LearningRate = Settings.LearningRate,
            Batch = Settings.Batch,
            Seed = Settings.Seed,
            Device = Settings.Device,
        };
    }

    internal AnalysisSettings AnalysisSettings()
    {
        return new AnalysisSettings
        {
            Top = Settings.Top,
            Bins = Settings.Bins,
            Resolution = Settings.Resolution,
            Seed = Settings.Seed,
            Threads = Settings.Threads,
            Memory = Memory ?? FreeMemory.Bytes() / 2,
        };
    }
}
