using Coterie.Activations;
using Coterie.Data;
using Coterie.Runs;
using Coterie.Runs.Folder;
using Coterie.Runs.Results;
using Coterie.Torch;
using Coterie.Training.Models;
using TorchSharp;

namespace Coterie.Training.Studies;

/// <summary>
/// Trains a network, takes and analyses snapshots, and writes a run folder. Started again in the same folder, an interrupted study
/// continues where it stopped and ends with the same values as without the interruption.
/// </summary>
public sealed record Study
{
    /// <summary>The preset on which it is based.</summary>
    public required string Preset { get; init; }

    /// <summary>The settings.</summary>
    public required StudySettings Settings { get; init; }

    /// <summary>
    /// Whether snapshots stay as far apart as they are where a run of fewer epochs goes on, see <see cref="In"/>: the user did not say how
    /// many snapshots to take.
    /// </summary>
    public bool KeepsSpacing { get; init; }

    /// <summary>The identity of its run.</summary>
    public RunIdentity Identity
    {
        get
        {
            // Written out, so that the run stays the same if the network's own widths change.
            TrainingSettings training = Settings.Training with { Hidden = Settings.Training.HiddenWidths() };
            return RunIdentity.Of(StudyDocument.Kind, Preset, Settings with { Training = training });
        }
    }

    /// <summary>The folder that is looked at first if none is named: <c>runs/PRESET</c>.</summary>
    public string PreferredFolder => Path.Combine("runs", Preset);

    /// <summary>
    /// The folder if none is named: <see cref="PreferredFolder"/>, or the first of <c>runs/PRESET-2</c>, … that is free or holds this
    /// study.
    /// </summary>
    /// <param name="data">The images, which a run there must be made from; null to look at the settings alone.</param>
    public string DefaultFolder(DataSet? data = null)
    {
        return RunWriter.FirstFree(PreferredFolder, folder => In(folder).Look(folder, data));
    }

    /// <summary>
    /// The study as it goes on in a folder: if it <see cref="KeepsSpacing"/> and a run of fewer epochs is there, with as many more
    /// snapshots.
    /// </summary>
    /// <param name="folder">The run folder.</param>
    /// <exception cref="InputException">The folder holds something else, or its manifest is damaged.</exception>
    public Study In(string folder)
    {
        if (!KeepsSpacing || RunReader.Find(folder) is not { } found || Of(found)?.Settings is not { } there) return this;
        return there.Epochs < Settings.Epochs && there.Snapshots.Over(there.Epochs, Settings.Epochs) is { } spaced
            ? this with { Settings = Settings with { Snapshots = spaced } }
            : this;
    }

    /// <summary>Looks for this study in a folder.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="data">The images, which the run must be made from; null to look at the settings alone, before they are loaded.</param>
    /// <returns>The run, finished or not; null if the folder is empty or does not exist.</returns>
    /// <exception cref="InputException">The folder holds something else, or another run.</exception>
    public RunReader? Find(string folder, DataSet? data = null)
    {
        RunReader? found = RunReader.Find(folder, IdentityWith(data), SummaryOf(data));
        if (found is { IsComplete: false }) Prolongation.RequireUntrained(found);
        return found;
    }

    /// <summary>Looks for this study in a folder, or for a run of it with fewer epochs, which goes on from its last weights.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="data">The images, which the run must be made from; null to look at the settings alone, before they are loaded.</param>
    /// <exception cref="InputException">
    /// The folder holds something else, or a run that this study cannot go on from: it differs in more than epochs and snapshots, has more
    /// epochs, or snapshots that are not those of this study.
    /// </exception>
    public FoundStudy Look(string folder, DataSet? data = null)
    {
        return Prolongation.Find(this, folder, data) is { } shorter ? new(shorter, IsShorter: true) : new(Find(folder, data), false);
    }

    /// <summary>The results of a finished study.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="data">The images, which the run must be made from; null to look at the settings alone.</param>
    /// <returns>The results if this study is finished there; null if it has yet to be run.</returns>
    /// <exception cref="InputException">The folder holds something else, another run, or a file of the run is damaged.</exception>
    public RunResults? Finished(string folder, DataSet? data = null)
    {
        if (Look(folder, data) is not { IsFinished: true, Run: { } found }) return null;
        RunWriter.ClearLeftovers(folder);
        found.RequireWhole();
        return Results(found.ReadSnapshots(), found.Manifest);
    }

    /// <summary>The study in a run folder, with the environment in which it was computed.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The study; null if the run is of another kind.</returns>
    /// <exception cref="InputException">The run's settings are damaged.</exception>
    public static Study? Of(RunReader run)
    {
        ArgumentNullException.ThrowIfNull(run);
        RunIdentity identity = run.Manifest.Identity;
        if (identity is not { Kind: StudyDocument.Kind, Preset: { } preset }) return null;
        StudySettings settings = identity.SettingsAs<StudySettings>(Path.Combine(run.Path, RunFiles.Manifest));
        return new Study { Preset = preset, Settings = Under(settings, run.Manifest.Environment) };
    }

    /// <summary>Measures on a few batches what the whole study takes; nothing is written.</summary>
    /// <param name="data">The images, as <see cref="StudyData.LoadAsync"/> loads them.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="InputException">A setting is out of range, or the study does not fit in memory.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public StudyEvent.Forecast Forecast(DataSet data, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        Settings.Validate();
        Devices.UseThreads(Settings.Analysis.Threads);
        StudyForecast forecast = new(Settings.Training, AnalysisSettings(), data);
        forecast.RequireMemory();
        int snapshots = Settings.Snapshots.Steps(Settings.Epochs, Trainer.StepsIn(data.Train.Count, Settings.Training.Batch)).Count;
        return forecast.Measure(Settings.Epochs, snapshots, cancellation);
    }

    /// <summary>Runs the study, or the rest of it.</summary>
    /// <param name="data">The images, as <see cref="StudyData.LoadAsync"/> loads them.</param>
    /// <param name="folder">The run folder: new, empty, this study's, or that of the same study with fewer epochs.</param>
    /// <param name="progress">Receives events, on this thread.</param>
    /// <param name="cancellation">Stops the study cleanly; the unfinished epoch is lost.</param>
    /// <exception cref="InputException">A setting is out of range, the folder is not usable, or the analysis is not possible.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public RunResults Run(DataSet data, string folder, IProgress<StudyEvent>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        Settings.Validate();
        int stepsPerEpoch = Trainer.StepsIn(data.Train.Count, Settings.Training.Batch);
        IReadOnlyList<long> schedule = Settings.Snapshots.Steps(Settings.Epochs, stepsPerEpoch);
        RunReader? shorter = Look(folder, data) is { IsShorter: true } found ? found.Run : null;
        RunEnvironment environment = TorchSoftware.Environment(Settings.Analysis.Threads, Settings.Training.Device);
        RunIdentity identity = shorter?.Manifest.Identity ?? Identity;
        using RunWriter run = RunWriter.Open(folder, identity with { Data = data.Fingerprint() }, environment, DataSummary.Of(data));
        if (shorter is not null) run.Prolong(Identity, environment);
        if (run.Manifest.Status == RunStatus.Complete) return Results(run.Snapshots, run.Manifest);
        try
        {
            Train(data, run, schedule, progress, cancellation);
        }
        catch (OperationCanceledException)
        {
            run.Become(RunStatus.Stopped);
            throw;
        }
        catch (InputException)
        {
            run.Abandon();
            throw;
        }
        catch (Exception e) when (TorchMemory.RanOut(e, Devices.Find(Settings.Training.Device)))
        {
            run.Abandon();
            throw DoesNotFit(e);
        }
        return Results(run.Snapshots, run.Manifest);
    }

    /// <summary>The settings of the analysis, with half of the memory that is free now if no limit is set.</summary>
    internal AnalysisSettings AnalysisSettings() => FreeMemory.Limit(Settings.Analysis);

    /// <summary>The error when torch or .NET has no memory left.</summary>
    internal InputException DoesNotFit(Exception e)
    {
        return new InputException(
            $"hidden layers of {string.Join(", ", Settings.Training.HiddenWidths())} in batches of {Settings.Training.Batch} "
            + "do not fit in memory; expected smaller ones",
            e);
    }

    internal static DataSummary? SummaryOf(DataSet? data) => data is null ? null : DataSummary.Of(data);

    internal RunIdentity IdentityWith(DataSet? data) => Identity with { Data = data?.Fingerprint() };

    private RunResults Results(IReadOnlyList<Snapshot> snapshots, RunManifest manifest)
    {
        StudyDocument settings = StudyDocument.Of(Identity, manifest.Environment, RunFiles.Manifest);
        return RunResults.OfStudy(Preset, settings, snapshots) with { Data = manifest.Data };
    }

    private static StudySettings Under(StudySettings settings, RunEnvironment environment)
    {
        return settings with
        {
            Training = settings.Training with { Device = environment.Device ?? settings.Training.Device },
            Analysis = settings.Analysis with { Threads = environment.Threads ?? settings.Analysis.Threads },
        };
    }

    private void Train(
        DataSet data, RunWriter run, IReadOnlyList<long> schedule, IProgress<StudyEvent>? progress, CancellationToken cancellation)
    {
        TrainingSettings training = Settings.Training;
        Devices.UseThreads(Settings.Analysis.Threads);
        torch.Device device = Devices.Find(training.Device);
        StudyForecast forecast = new(training, AnalysisSettings(), data);
        forecast.RequireMemory();
        Network kind = Networks.Find(training.Network);
        using LabelledSamples train = StudyData.Samples(data.Train, data.Classes, kind, device);
        using LabelledSamples test = StudyData.Samples(data.Test, data.Classes, kind, device);
        using NetworkModel network = Networks.Create(training, train.SampleShape, data.Classes);
        using Trainer trainer = new(network, train, training);
        if (Path.Exists(run.CheckpointPath))
        {
            // A folder or a pipe in its place is refused: a pipe would be waited for without end.
            FileErrors.Name(run.CheckpointPath, "cannot be read", () => InputFile.Open(run.CheckpointPath).Dispose());
            trainer.RestoreCheckpoint(run.CheckpointPath);
        }

        SnapshotRecorder recorder = new(AnalysisSettings(), run, data.Train);
        if (Next() < trainer.Step)
        {
            throw new InputException(
                $"{run.CheckpointPath}: found the state after step {trainer.Step}, expected one up to the next snapshot, of step {Next()}; "
                + "use another --out");
        }
        int snapshotsLeft = schedule.Count - recorder.Snapshots.Count;
        progress?.Report(forecast.Measure(Settings.Epochs - trainer.Epoch, snapshotsLeft, cancellation));
        progress?.Report(new StudyEvent.Started(trainer.Epoch, Settings.Epochs, recorder.Snapshots, schedule.Count));
        if (Next() == trainer.Step) Take(running: null);
        while (trainer.Epoch < Settings.Epochs)
        {
            EpochResult? trained = trainer.RunUntil(
                Next(),
                epoch => progress?.Report(new StudyEvent.Training(epoch.Epoch, epoch.Fraction, epoch.Accuracy)),
                cancellation);
            if (trained is { } result) progress?.Report(new StudyEvent.Trained(trainer.Epoch, result.Loss, result.Accuracy));
            // After a power cut a snapshot may exist while the checkpoint is still that of an epoch before.
            if (Next() == trainer.Step) Take(trained?.Accuracy);
            if (trained is null) continue;
            AtomicFile.Write(run.CheckpointPath, trainer.SaveCheckpoint);
            progress?.Report(new StudyEvent.Finished(trainer.Epoch));
        }
        run.Become(RunStatus.Complete);

        long Next() => recorder.Snapshots.Count < schedule.Count ? schedule[recorder.Snapshots.Count] : long.MaxValue;

        void Take(double? running)
        {
            CorrectAnswers answers = trainer.Evaluate(test);
            Accuracies accuracy = new() { Running = running, Test = answers.Share, TestByClass = answers.ByClass };
            double epoch = trainer.Step / (double)trainer.StepsPerEpoch;
            Snapshot snapshot = recorder.Record(
                epoch, accuracy, trainer.Activations(), trainer.SaveWeights, trainer.Step, cancellation);
            progress?.Report(new StudyEvent.Analysed(snapshot));
        }
    }
}
