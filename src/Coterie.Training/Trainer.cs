using System.Globalization;
using Coterie.Activations;
using Coterie.Torch;
using Coterie.Training.Cpu;
using Coterie.Training.Models;
using Coterie.Training.Optimizers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Coterie.Training;

/// <summary>
/// Trains a classifier with cross-entropy, an epoch at a time, or up to a step within an epoch. The order of samples and what dropout drops
/// follow from the seed and the epoch alone, so training restored from a checkpoint goes on exactly as if it had never stopped.
/// </summary>
public sealed class Trainer : IDisposable
{
    private const string EpochKey = "epoch";
    private const string StepKey = "step";
    // Only a checkpoint has it: weights alone are none.
    private const string StepsKey = "steps";
    private const string ChecksumKey = "checksum";

    // Progress is reported about so often in an epoch.
    private const int ReportsPerEpoch = 50;

    private readonly TrainingSettings settings;
    private readonly LabelledSamples train;
    private readonly OptimizerHelper optimizer;
    private readonly TrainingBackend backend;
    private readonly ForwardProbe probe;
    private readonly Device device;

    // Of the epoch under way: its steps so far, the order of its samples, and the state of torch's generator where it paused.
    private int within;
    private long[] order = [];
    private long[] labels = [];
    private Tensor? generator;

    /// <summary>Prepares to train a network built by <see cref="Networks.Create"/>.</summary>
    /// <param name="network">The network; it moves to the device of the settings, and the caller disposes of it.</param>
    /// <param name="train">The training samples, on the device of the settings; the caller disposes of them.</param>
    /// <param name="settings">How to train.</param>
    /// <exception cref="InputException">A setting is out of range, or the network does not take the samples.</exception>
    public Trainer(NetworkModel network, LabelledSamples train, TrainingSettings settings)
        : this(network.Module, network.HiddenLayers, train, settings)
    {
    }

    /// <summary>Prepares to train a module of your own.</summary>
    /// <param name="model">
    /// The module: takes samples in float32, returns logits, samples × classes. It moves to the device of the settings, and the caller
    /// disposes of it.
    /// </param>
    /// <param name="layers">The names of the layers to analyse, as in <c>named_modules()</c>, in any order.</param>
    /// <param name="train">The training samples, on the device of the settings; the caller disposes of them.</param>
    /// <param name="settings">How to train; network, hidden widths and dropout are not looked at.</param>
    /// <exception cref="InputException">A setting is out of range, the module has no such layer, or its output is no logits.</exception>
    public Trainer(nn.Module<Tensor, Tensor> model, IReadOnlyList<string> layers, LabelledSamples train, TrainingSettings settings)
    {
        settings.Validate();
        this.settings = settings;
        this.train = train;
        StepsPerEpoch = StepsIn(train.Count, settings.Batch);
        device = Devices.Find(settings.Device);
        Model = model;
        Layers = layers;
        model.to(device);
        // Fails here, not after an epoch, if a layer or the output is not what it must be.
        probe = ForwardProbe.Run(model, layers, train);
        Parameter[] parameters = [.. model.parameters()];
        optimizer = settings.Optimizer switch
        {
            Optimizer.RmsProp => new KerasRmsProp(parameters, settings.LearningRate, underRoot: true),
            Optimizer.RmsProp2021 => new KerasRmsProp(parameters, settings.LearningRate, underRoot: false),
            Optimizer.Adam => new KerasAdam(parameters, settings.LearningRate),
            _ => optim.SGD(parameters, settings.LearningRate),
        };
        backend = PerceptronBackend.CanTrain(model)
            ? new PerceptronBackend((MultilayerPerceptron)model, optimizer)
            : new AutogradBackend(model, optimizer, device);
    }

    /// <summary>The classifier.</summary>
    public nn.Module<Tensor, Tensor> Model { get; }

    /// <summary>The names of the layers to analyse.</summary>
    public IReadOnlyList<string> Layers { get; }

    /// <summary>How many epochs are done.</summary>
    public int Epoch { get; private set; }

    /// <summary>How many steps an epoch has: its samples in batches, the last of which may be smaller.</summary>
    public int StepsPerEpoch { get; }

    /// <summary>How many steps are done.</summary>
    public long Step => (long)Epoch * StepsPerEpoch + within;

    /// <summary>How many steps an epoch has.</summary>
    /// <param name="samples">The training samples.</param>
    /// <param name="batch">The samples of a step.</param>
    public static int StepsIn(int samples, int batch) => (int)(((long)samples + batch - 1) / batch);

    /// <summary>Trains the next epoch, or the rest of the one under way.</summary>
    /// <param name="progress">Told about fifty times an epoch, and at its end, how far it is and how well it goes.</param>
    /// <param name="cancellation">
    /// Stops between two batches. The model is then somewhere within the epoch: restore a checkpoint before training goes on.
    /// </param>
    /// <returns>Loss and accuracy over the epoch's batches, in training mode.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public EpochResult RunEpoch(Action<EpochProgress>? progress = null, CancellationToken cancellation = default)
    {
        return RunUntil(long.MaxValue, progress, cancellation)!.Value;
    }

    /// <summary>
    /// Trains up to a step, or to the end of the epoch if that comes first. Between two calls the model can be evaluated and saved: what
    /// that draws from torch's generator on the processor changes nothing of the training.
    /// </summary>
    /// <param name="step">The step, more than <see cref="Step"/>.</param>
    /// <param name="progress">Told about fifty times an epoch, and at its end, how far it is and how well it goes.</param>
    /// <param name="cancellation">
    /// Stops between two batches. The model is then somewhere within the epoch: restore a checkpoint before training goes on.
    /// </param>
    /// <returns>Loss and accuracy over the epoch's batches, in training mode; null within an epoch.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The step is done already.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public EpochResult? RunUntil(long step, Action<EpochProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(step, Step);
        int from = within, until = (int)Math.Min(step - Step + within, StepsPerEpoch);
        if (from == 0) Begin();
        else Resume();
        // Not within the epoch any more, should it be cancelled.
        within = 0;
        Train(from, until, progress, cancellation);
        if (until < StepsPerEpoch)
        {
            Pause(until);
            return null;
        }
        Epoch++;
        return new EpochResult(backend.Loss / train.Count, backend.Correct / (double)train.Count);
    }

    private void Begin()
    {
        int seed = TrainingSeed.Of(settings.Seed, Epoch + 1);
        order = Permutation(train.Count, seed);
        labels = Labels();
        backend.Begin(seed);
    }

    private void Pause(int at)
    {
        within = at;
        generator?.Dispose();
        using Generator own = Generator.Default;
        generator = own.get_state().DetachFromDisposeScope();
    }

    private void Resume()
    {
        using Generator own = Generator.Default;
        own.set_state(generator!);
        generator!.Dispose();
        generator = null;
    }

    private void Train(int from, int until, Action<EpochProgress>? progress, CancellationToken cancellation)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor indices = tensor(order, device: device), classes = tensor(labels, device: device);
        Model.train();
        int reportEvery = Math.Max(1, StepsPerEpoch / ReportsPerEpoch);
        for (int step = from; step < until; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using (NewDisposeScope())
            {
                int start = step * settings.Batch;
                Tensor batch = indices.narrow(0, start, Math.Min(settings.Batch, train.Count - start));
                backend.Step(train.Take(batch).Inputs, classes.index_select(0, batch));
            }
            if (progress is not null && ((step + 1) % reportEvery == 0 || step + 1 == StepsPerEpoch))
            {
                long done = Math.Min((step + 1L) * settings.Batch, train.Count);
                progress(new EpochProgress(Epoch + 1, (step + 1) / (double)StepsPerEpoch, backend.Correct / (double)done));
            }
        }
    }

    /// <summary>Counts the samples that the model classifies correctly in evaluation mode.</summary>
    /// <param name="samples">The samples, on the trainer's device.</param>
    public CorrectAnswers Evaluate(LabelledSamples samples)
    {
        using EvaluationMode mode = new(Model);
        CorrectAnswers answers = new(samples.Classes);
        for (int start = 0; start < samples.Count; start += probe.Batch)
        {
            using DisposeScope batch = NewDisposeScope();
            int count = Math.Min(probe.Batch, samples.Count - start);
            answers.Add(Model.call(samples.Slice(start, count).Inputs), samples.Labels.Slice(start, count));
        }
        return answers;
    }

    /// <summary>The activations of <see cref="Layers"/> on the training samples, in evaluation mode.</summary>
    public TorchActivationSource Activations()
    {
        return new TorchActivationSource(Model, Layers, train);
    }

    /// <summary>Writes the model's parameters and buffers, named as PyTorch names them.</summary>
    /// <param name="stream">Where to, in the safetensors format; <see cref="SafeTensors.LoadInto"/> reads it.</param>
    public void SaveWeights(Stream stream)
    {
        Dictionary<string, string> metadata = new(StringComparer.Ordinal) { [EpochKey] = $"{Epoch}", [StepKey] = $"{Step}" };
        SafeTensors.Write(stream, [.. Model.state_dict()], metadata);
    }

    /// <summary>Writes everything that training needs to go on after the last finished epoch.</summary>
    /// <param name="stream">Where to, in the safetensors format.</param>
    /// <exception cref="InvalidOperationException">Training is within an epoch.</exception>
    public void SaveCheckpoint(Stream stream)
    {
        if (within > 0) throw new InvalidOperationException("A checkpoint is written between two epochs.");
        Dictionary<string, string> metadata = new(StringComparer.Ordinal)
        {
            [EpochKey] = $"{Epoch}",
            [StepsKey] = $"{Step}",
        };
        KeyValuePair<string, Tensor>[] tensors = [.. Model.state_dict(), .. OptimizerTensors.Of(optimizer)];
        metadata.Add(ChecksumKey, TensorChecksum.Of(tensors, metadata));
        SafeTensors.Write(stream, tensors, metadata);
    }

    /// <summary>Goes back to where a checkpoint was written.</summary>
    /// <param name="path">The checkpoint of a trainer with the same settings.</param>
    /// <exception cref="InputException">
    /// It cannot be read, is damaged, or belongs to another model or optimiser; the trainer does not change then.
    /// </exception>
    public void RestoreCheckpoint(string path)
    {
        (Dictionary<string, Tensor> saved, Dictionary<string, string> metadata) = SafeTensors.Read(path);
        try
        {
            if (metadata.Remove(ChecksumKey, out string? checksum) && checksum != TensorChecksum.Of(saved, metadata))
            {
                throw new InputException($"{path}: is damaged: its content is not what was written; delete it to train from the beginning");
            }
            if (!int.TryParse(metadata.GetValueOrDefault(EpochKey), NumberStyles.None, CultureInfo.InvariantCulture, out int epoch)
                || !long.TryParse(metadata.GetValueOrDefault(StepsKey), NumberStyles.None, CultureInfo.InvariantCulture, out long steps))
            {
                throw new InputException($"{path}: found no epoch and steps in its metadata, expected a checkpoint of coterie");
            }
            Dictionary<string, Tensor> own = new([.. Model.state_dict(), .. OptimizerTensors.Of(optimizer)], StringComparer.Ordinal);
            SavedTensors.Copy(saved, own, path);
            OptimizerTensors.SetSteps(optimizer, steps);
            Epoch = epoch;
            within = 0;
        }
        finally
        {
            foreach (Tensor tensor in saved.Values) tensor.Dispose();
        }
    }

    /// <summary>Frees the optimiser's memory; model and samples stay.</summary>
    public void Dispose()
    {
        backend.Dispose();
        optimizer.Dispose();
        generator?.Dispose();
    }

    // The epoch's label of each sample: its own, or another's.
    private long[] Labels()
    {
        long[] labels = new long[train.Count];
        for (int k = 0; k < labels.Length; k++) labels[k] = train.Labels[k];
        // Independent of the order of the samples, which has the seeds of epochs from 1 on.
        if (settings.FreshLabels) new Random(TrainingSeed.Of(settings.Seed, -(Epoch + 1))).Shuffle(labels);
        return labels;
    }

    private static long[] Permutation(int count, int seed)
    {
        long[] order = new long[count];
        for (int k = 0; k < count; k++) order[k] = k;
        new Random(seed).Shuffle(order);
        return order;
    }
}
