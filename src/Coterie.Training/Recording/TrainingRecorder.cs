using System.Globalization;
using Coterie.Data;
using Coterie.Patterns;
using Coterie.Runs;
using Coterie.Runs.Folder;
using Coterie.Torch;
using static TorchSharp.torch;

namespace Coterie.Training;

/// <summary>
/// Records a TorchSharp module while a program of your own trains it: each call computes the samples in evaluation mode, analyses the
/// activations and adds a snapshot to a run folder.
/// </summary>
/// <remarks>
/// Training goes on as if nothing had been recorded: every part of the module gets its mode back, no gradients are recorded, torch's
/// generator on the processor keeps its state, and hooks are on the module only during a call. A model whose evaluation draws random
/// numbers on a GPU takes them from the generator there, which TorchSharp cannot set back.
/// <code>
/// using var run = TrainingRecorder.Open("runs/mine", model, inputs, labels);
/// for (int epoch = 1; epoch &lt;= 10; epoch++)
/// {
///     Train();
///     run.Record(epoch, testAccuracy);
/// }
/// </code>
/// </remarks>
public sealed class TrainingRecorder : IDisposable
{
    private const string Kind = "training";

    private readonly nn.Module<Tensor, Tensor> model;
    private readonly RunWriter run;
    private readonly RecordedSamples samples;
    private readonly TorchActivationSource source;
    private readonly SnapshotRecorder recorder;
    private readonly bool keepsWeights;
    private bool isDisposed;

    private TrainingRecorder(
        nn.Module<Tensor, Tensor> model,
        RunWriter run,
        RecordedSamples samples,
        TorchActivationSource source,
        RecordingSettings settings,
        ImageSet? images,
        IReadOnlyList<string> notes)
    {
        this.model = model;
        this.run = run;
        this.samples = samples;
        this.source = source;
        recorder = new SnapshotRecorder(FreeMemory.Limit(settings.Analysis), run, images);
        keepsWeights = settings.KeepsWeights;
        Notes = notes;
    }

    /// <summary>The layers that are recorded, in the order in which they compute.</summary>
    public IReadOnlyList<string> Layers => [.. source.Layers.Select(layer => layer.Name)];

    /// <summary>What a person should know of how the model was read, a line each; <c>run.json</c> has them too.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The snapshots so far, in order; including those of a run that goes on.</summary>
    public IReadOnlyList<Snapshot> Snapshots => recorder.Snapshots;

    /// <summary>Starts a run in a new or empty folder, or goes on with the run that is there.</summary>
    /// <param name="folder">
    /// The run folder. A run in it must have the same settings, layers and samples; its weights are not loaded: restore your own, and go on
    /// after the last of <see cref="Snapshots"/>.
    /// </param>
    /// <param name="model">The model; returns logits, samples × classes. One sample is computed, to learn the sizes of its layers.</param>
    /// <param name="inputs">
    /// The samples to analyse, usually training samples: float32, float64 or int64 of any shape, samples first, on the model's device. They
    /// are not copied, but for a copy in bytes where they are images, of shape N×C×H×W with one or three channels: the run keeps those that
    /// excite its neurons most.
    /// </param>
    /// <param name="labels">The class of each sample, from 0: whole numbers, N or N×1; an <c>int[]</c> or <c>long[]</c> will do.</param>
    /// <param name="settings">What to record; null for the defaults.</param>
    /// <exception cref="InputException">
    /// The samples, labels and model do not fit together, there is no such layer, or the folder holds something else or another run.
    /// Nothing is written then.
    /// </exception>
    public static TrainingRecorder Open(
        string folder, nn.Module<Tensor, Tensor> model, Tensor inputs, Tensor labels, RecordingSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        settings ??= new RecordingSettings();
        RecordedSamples samples = RecordedSamples.Of(inputs, labels, settings.ClassNames);
        try
        {
            samples.RequireDeviceOf(model);
            if (settings.KeepsWeights) RequireWritable(model);
            List<string> notes = [];
            IReadOnlyList<string> layers = HiddenLayers.Find(model, samples.Values, settings.Layers, notes);
            TorchActivationSource source = new(model, layers, samples.Values, settings.Pooling);
            ImageSet? images = RecordedImages.Of(samples.Values, notes);
            RunIdentity identity = Identity(source, samples, settings);
            RunEnvironment environment = TorchSoftware.Environment(settings.Analysis.Threads, samples.Device);
            RunWriter run = RunWriter.Open(folder, identity, environment, samples.Summary(notes));
            if (run.Manifest.Status == RunStatus.Complete) run.Prolong(identity, environment);
            return new TrainingRecorder(model, run, samples, source, settings, images, notes);
        }
        catch
        {
            samples.Dispose();
            throw;
        }
    }

    /// <summary>Records a snapshot of the model as it is now.</summary>
    /// <param name="epoch">
    /// After how many epochs it is taken: 0 for the untrained model, a fraction within an epoch, such as
    /// <c>step / (double)stepsPerEpoch</c>. Later than that of the last snapshot.
    /// </param>
    /// <param name="testAccuracy">The share of test samples that the model classifies correctly, 0 to 1; null where not known.</param>
    /// <param name="runningAccuracy">The same over the batches of the epoch before, in training mode; null where not known.</param>
    /// <param name="step">After how many training steps; null where not known.</param>
    /// <returns>The snapshot, with the accuracy of the samples in evaluation mode, which the same pass counts.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An epoch or a step below 0, or an accuracy that is not in 0..1.</exception>
    /// <exception cref="InputException">
    /// The run has a snapshot of this epoch or a later one already, an activation is not finite, or a file cannot be written.
    /// </exception>
    public Snapshot Record(double epoch, double? testAccuracy = null, double? runningAccuracy = null, long? step = null)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(step ?? 0, nameof(step));
        if (!(epoch >= 0 && double.IsFinite(epoch)))
        {
            throw new ArgumentOutOfRangeException(nameof(epoch), epoch, "Expected a number from 0.");
        }
        RequireShare(testAccuracy, nameof(testAccuracy));
        RequireShare(runningAccuracy, nameof(runningAccuracy));
        step ??= epoch == 0 ? 0 : null;
        Accuracies accuracy = new() { Test = testAccuracy, Running = runningAccuracy };
        return recorder.Record(epoch, accuracy, source, keepsWeights ? stream => SaveWeights(stream, epoch, step) : null, step);
    }

    /// <summary>Closes the run, which is complete then; a run without a snapshot is removed. The model is not disposed of.</summary>
    /// <exception cref="InputException">A file cannot be written.</exception>
    public void Dispose()
    {
        if (isDisposed) return;
        isDisposed = true;
        samples.Dispose();
        using (run)
        {
            if (Snapshots.Count > 0) run.Become(RunStatus.Complete);
            else run.Abandon();
        }
    }

    private static RunIdentity Identity(TorchActivationSource source, RecordedSamples samples, RecordingSettings settings)
    {
        AnalysisSettings analysis = settings.Analysis;
        RunIdentity identity = RunIdentity.Of(Kind, preset: null, new
        {
            settings.Training,
            Layers = source.Layers.ToDictionary(layer => layer.Name, layer => layer.Neurons, StringComparer.Ordinal),
            Samples = samples.Values.Count,
            samples.Values.SampleShape,
            settings.Pooling,
            analysis.Seed,
            analysis.Top,
            Representatives = analysis.Representatives == default ? (RepresentativeRule?)null : analysis.Representatives,
            analysis.Bins,
            Resolution = 1 / analysis.Gamma,
        });
        return identity with { Data = samples.Values.Fingerprint() };
    }

    private static void RequireWritable(nn.Module model)
    {
        foreach ((string name, Tensor tensor) in model.state_dict())
        {
            if (tensor.dtype is ScalarType.Float32 or ScalarType.Float64 or ScalarType.Int64) continue;
            throw new InputException(
                $"weights: found that '{name}' is {tensor.dtype}, expected Float32, Float64 or Int64; record without KeepsWeights");
        }
    }

    private static void RequireShare(double? accuracy, string name)
    {
        if (accuracy is null or (>= 0 and <= 1)) return;
        throw new ArgumentOutOfRangeException(name, accuracy, "Expected a share from 0 to 1.");
    }

    private void SaveWeights(Stream stream, double epoch, long? step)
    {
        Dictionary<string, string> metadata = new(StringComparer.Ordinal) { ["epoch"] = epoch.ToString(CultureInfo.InvariantCulture) };
        if (step is { } known) metadata.Add("step", known.ToString(CultureInfo.InvariantCulture));
        SafeTensors.Write(stream, [.. model.state_dict()], metadata);
    }
}
