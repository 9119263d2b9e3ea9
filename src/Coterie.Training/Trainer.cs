using System.Globalization;
using Coterie.Torch;
using Coterie.Training.Cpu;
using Coterie.Training.Models;
using Coterie.Training.Optimizers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Coterie.Training;

/// <summary>
/// Trains a classifier with cross-entropy, an epoch at a time. The order of samples and what dropout drops follow from the seed and the
/// epoch alone, so training restored from a checkpoint goes on exactly as if it had never stopped.
/// </summary>
public sealed class Trainer : IDisposable
{
    private const string EpochKey = "epoch";
    private const string StepsKey = "steps";

    // Progress is reported about so often in an epoch.
    private const int ReportsPerEpoch = 50;

    private readonly TrainingSettings settings;
    private readonly LabelledSamples train;
    private readonly OptimizerHelper optimizer;
    private readonly TrainingBackend backend;
    private readonly ForwardProbe probe;
    private readonly int stepsPerEpoch;
    private readonly Device device;

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
        stepsPerEpoch = (train.Count + settings.Batch - 1) / settings.Batch;
        device = Devices.Find(settings.Device);
        Model = model;
        Layers = layers;
        model.to(device);
        // Fails here, not after an epoch, if a layer or the output is not what it must be.
        probe = ForwardProbe.Run(model, layers, train);
        Parameter[] parameters = [.. model.parameters()];
        optimizer = settings.Optimizer switch
        {
            Optimizer.RmsProp => new KerasRmsProp(parameters, settings.LearningRate),
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

    /// <summary>Trains the next epoch.</summary>
    /// <param name="progress">Told about fifty times an epoch, and at its end, how far it is and how well it goes.</param>
    /// <param name="cancellation">
    /// Stops between two batches. The model is then somewhere within the epoch: restore a checkpoint before training goes on.
    /// </param>
    /// <returns>Loss and accuracy over the epoch's batches, in training mode.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public EpochResult RunEpoch(Action<EpochProgress>? progress = null, CancellationToken cancellation = default)
    {
        int epoch = Epoch + 1;
        int seed = TrainingSeed.Of(settings.Seed, epoch);
        using DisposeScope scope = NewDisposeScope();
        Tensor order = tensor(Permutation(train.Count, seed), device: device);
        backend.Begin(seed);
        Model.train();
        int reportEvery = Math.Max(1, stepsPerEpoch / ReportsPerEpoch);
        for (int step = 0; step < stepsPerEpoch; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using (NewDisposeScope())
            {
                int start = step * settings.Batch;
                (Tensor inputs, Tensor labels) = train.Take(order.narrow(0, start, Math.Min(settings.Batch, train.Count - start)));
                backend.Step(inputs, labels);
            }
            if (progress is not null && ((step + 1) % reportEvery == 0 || step + 1 == stepsPerEpoch))
            {
                long done = Math.Min((step + 1L) * settings.Batch, train.Count);
                progress(new EpochProgress(epoch, (step + 1) / (double)stepsPerEpoch, backend.Correct / (double)done));
            }
        }
        Epoch = epoch;
        return new EpochResult(backend.Loss / train.Count, backend.Correct / (double)train.Count);
    }

    /// <summary>The share of samples that the model classifies correctly in evaluation mode.</summary>
    /// <param name="samples">The samples, on the trainer's device.</param>
    public double Accuracy(LabelledSamples samples)
    {
        using EvaluationMode mode = new(Model);
        long correct = 0;
        for (int start = 0; start < samples.Count; start += probe.Batch)
        {
            using DisposeScope batch = NewDisposeScope();
            (Tensor inputs, Tensor labels) = samples.Slice(start, Math.Min(probe.Batch, samples.Count - start));
            correct += Model.call(inputs).argmax(1).eq(labels).sum().item<long>();
        }
        return correct / (double)samples.Count;
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
        Dictionary<string, string> metadata = new(StringComparer.Ordinal) { [EpochKey] = $"{Epoch}" };
        SafeTensors.Write(stream, [.. Model.state_dict()], metadata);
    }

    /// <summary>Writes everything that training needs to go on.</summary>
    /// <param name="stream">Where to, in the safetensors format.</param>
    public void SaveCheckpoint(Stream stream)
    {
        Dictionary<string, string> metadata = new(StringComparer.Ordinal)
        {
            [EpochKey] = $"{Epoch}",
            [StepsKey] = $"{(long)Epoch * stepsPerEpoch}",
        };
        SafeTensors.Write(stream, [.. Model.state_dict(), .. OptimizerTensors.Of(optimizer)], metadata);
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
            if (!int.TryParse(metadata.GetValueOrDefault(EpochKey), NumberStyles.None, CultureInfo.InvariantCulture, out int epoch)
                || !long.TryParse(metadata.GetValueOrDefault(StepsKey), NumberStyles.None, CultureInfo.InvariantCulture, out long steps))
            {
                throw new InputException($"{path}: found no epoch and steps in its metadata, expected a checkpoint of coterie");
            }
            Dictionary<string, Tensor> own = new([.. Model.state_dict(), .. OptimizerTensors.Of(optimizer)], StringComparer.Ordinal);
            SavedTensors.Copy(saved, own, path);
            OptimizerTensors.SetSteps(optimizer, steps);
            Epoch = epoch;
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
    }

    private static long[] Permutation(int count, int seed)
    {
        long[] order = new long[count];
        for (int k = 0; k < count; k++) order[k] = k;
        new Random(seed).Shuffle(order);
        return order;
    }
}
