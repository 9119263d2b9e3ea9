using System.Globalization;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>
/// Trains a classifier an epoch at a time. An epoch's order of samples and dropout follow from the seed and the epoch alone, so
/// that training restored from a checkpoint goes on exactly as if it had never stopped.
/// </summary>
public sealed class Trainer : IDisposable
{
    private const int EvaluationBatch = 2048;
    private const string EpochKey = "epoch";
    private const string StepsKey = "steps";

    private readonly TrainingSettings settings;
    private readonly LabelledImages train;
    private readonly OptimizerHelper optimizer;
    private readonly TrainingSteps steps;
    private readonly int stepsPerEpoch;
    private readonly Device device;

    /// <summary>Builds the network, its weights drawn from the seed.</summary>
    /// <param name="settings">How.</param>
    /// <param name="train">The training samples; the caller disposes of them.</param>
    /// <param name="classes">How many classes.</param>
    /// <exception cref="InputException">The device is not there, or has not the precision.</exception>
    public Trainer(TrainingSettings settings, LabelledImages train, int classes)
    {
        this.settings = settings;
        this.train = train;
        stepsPerEpoch = (train.Count + settings.Batch - 1) / settings.Batch;
        Devices.Require(settings.Precision, settings.Device);
        device = Devices.Find(settings.Device);
        manual_seed(SeedOf(epoch: 0));
        Model = new MultilayerPerceptron(train.Features, settings.Hidden, classes, settings.Dropout);
        Model.to(device);
        Parameter[] parameters = [.. Model.parameters()];
        optimizer = settings.Optimizer switch
        {
            Optimizer.RmsProp => new KerasRmsProp(parameters, settings.LearningRate),
            Optimizer.Adam => new KerasAdam(parameters, settings.LearningRate),
            _ => optim.SGD(parameters, settings.LearningRate),
        };
        steps = (device.type, settings.Precision) switch
        {
            (DeviceType.CPU, Precision.Bf16) => new MixedSteps(Model, optimizer, settings.Dropout),
            (DeviceType.CPU, _) => new ProcessorSteps(Model, optimizer, settings.Dropout),
            _ => new DeviceSteps(Model, optimizer, device),
        };
    }

    /// <summary>The network.</summary>
    public MultilayerPerceptron Model { get; }

    /// <summary>How many epochs are done.</summary>
    public int Epoch { get; private set; }

    /// <summary>Trains the next epoch.</summary>
    /// <param name="progress">Told now and then, and at the end, how far the epoch is and how well it goes.</param>
    /// <param name="cancellation">Stops between two batches; the network is then somewhere in the epoch and of no more use.</param>
    /// <returns>Mean loss and the share of samples classified rightly, over the epoch's batches in training mode.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public EpochResult RunEpoch(Action<EpochProgress>? progress = null, CancellationToken cancellation = default)
    {
        int epoch = Epoch + 1;
        int seed = SeedOf(epoch);
        using DisposeScope scope = NewDisposeScope();
        Tensor order = tensor(Permutation(train.Count, seed), device: device);
        steps.Begin(seed);
        Model.train();
        int reportEvery = Math.Max(1, stepsPerEpoch / 50);
        for (int step = 0; step < stepsPerEpoch; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using (NewDisposeScope())
            {
                int start = step * settings.Batch;
                (Tensor images, Tensor classes) = train.Take(order.narrow(0, start, Math.Min(settings.Batch, train.Count - start)));
                steps.Differentiate(images, classes);
                steps.Update();
            }
            if (progress is not null && ((step + 1) % reportEvery == 0 || step + 1 == stepsPerEpoch))
            {
                progress(new EpochProgress(epoch, (step + 1) / (double)stepsPerEpoch, steps.Correct / (double)Math.Min((step + 1L) * settings.Batch, train.Count)));
            }
        }
        Epoch = epoch;
        return new EpochResult(steps.Loss / train.Count, steps.Correct / (double)train.Count);
    }

    /// <summary>The share of samples that the network classifies rightly in evaluation mode.</summary>
    /// <param name="samples">The samples, on the trainer's device.</param>
    public double Accuracy(LabelledImages samples)
    {
        using EvaluationMode mode = new(Model);
        long correct = 0;
        for (int start = 0; start < samples.Count; start += EvaluationBatch)
        {
            using DisposeScope batch = NewDisposeScope();
            (Tensor images, Tensor classes) = samples.Slice(start, Math.Min(EvaluationBatch, samples.Count - start));
            correct += Model.call(images).argmax(1).eq(classes).sum().item<long>();
        }
        return correct / (double)samples.Count;
    }

    /// <summary>The training samples' activations in evaluation mode.</summary>
    /// <param name="classes">How many classes.</param>
    public TorchActivationSource Activations(int classes)
    {
        return new TorchActivationSource(Model, Model.HiddenLayers, train, classes);
    }

    /// <summary>Writes the weights alone, named as PyTorch would name them.</summary>
    /// <param name="stream">Where to, in the safetensors format.</param>
    public void SaveWeights(Stream stream)
    {
        SafeTensors.Write(stream, [.. Weights()], new Dictionary<string, string>(StringComparer.Ordinal) { [EpochKey] = $"{Epoch}" });
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
        SafeTensors.Write(stream, [.. Weights(), .. OptimizerState.Tensors(optimizer)], metadata);
    }

    /// <summary>Goes back to where a checkpoint was written.</summary>
    /// <param name="path">The checkpoint, of a trainer with the same settings.</param>
    /// <exception cref="InputException">It cannot be read, is damaged, or is another network's; the trainer is then as it was.</exception>
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
            SavedTensor.Copy(saved, new Dictionary<string, Tensor>([.. Weights(), .. OptimizerState.Tensors(optimizer)], StringComparer.Ordinal), path);
            OptimizerState.SetSteps(optimizer, steps);
            Epoch = epoch;
        }
        finally
        {
            foreach (Tensor tensor in saved.Values) tensor.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        steps.Dispose();
        optimizer.Dispose();
        Model.Dispose();
    }

    private IEnumerable<KeyValuePair<string, Tensor>> Weights()
    {
        return Model.named_parameters().Select(parameter => KeyValuePair.Create(parameter.name, (Tensor)parameter.parameter));
    }

    // Torch's generator on the processor keeps 32 bits of a seed, so both numbers must reach them; and neighbouring ones must not
    // give alike sequences. The mixing is the end of SplitMix64 (Steele, Lea and Flood, 2014).
    private int SeedOf(int epoch)
    {
        ulong x = ((ulong)(uint)settings.Seed << 32 | (uint)epoch) + 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return (int)((x ^ (x >> 31)) >> 33);
    }

    private static long[] Permutation(int count, int seed)
    {
        long[] order = new long[count];
        for (int k = 0; k < count; k++) order[k] = k;
        new Random(seed).Shuffle(order);
        return order;
    }
}
