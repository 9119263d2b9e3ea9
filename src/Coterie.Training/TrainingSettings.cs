using System.Text.Json.Serialization;
using Coterie.Torch;
using Coterie.Training.Models;

namespace Coterie.Training;

/// <summary>
/// How a classifier is built and trained. The defaults are those of the classic Keras example of a multilayer perceptron, as in the paper.
/// </summary>
public sealed record TrainingSettings
{
    private const int LargestWidth = 1_000_000;

    /// <summary>The name of the network, one of <see cref="Networks.All"/>; not used to train a module of your own.</summary>
    public string Network { get; init; } = Networks.Default.Name;

    /// <summary>The widths of the fully connected hidden layers; null for the network's own.</summary>
    public IReadOnlyList<int>? Hidden { get; init; }

    /// <summary>The share of a hidden layer's activations that are dropped in training, 0 or more and less than 1.</summary>
    public double Dropout { get; init; } = 0.2;

    /// <summary>How weights follow their gradients.</summary>
    public Optimizer Optimizer { get; init; } = Optimizer.RmsProp;

    /// <summary>The learning rate, 0 or more.</summary>
    public double LearningRate { get; init; } = 0.001;

    /// <summary>The samples of a training step, at least 1. The last batch of an epoch may be smaller.</summary>
    public int Batch { get; init; } = 128;

    /// <summary>Decides the initial weights, the order of samples and what dropout drops.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>
    /// Whether labels are permuted over the samples anew for each epoch, so that nothing can be learnt, not even by heart. Only training
    /// sees them: all else, the accuracies but the running one included, is by the samples' own labels.
    /// </summary>
    /// <remarks>Not written where it is the default, so that runs of earlier versions stay the same runs.</remarks>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool FreshLabels { get; init; }

    /// <summary>Where to train: <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>, <c>mps</c>.</summary>
    [JsonIgnore]
    public string Device { get; init; } = "cpu";

    /// <summary>The widths of the fully connected hidden layers: <see cref="Hidden"/>, or the network's own.</summary>
    /// <exception cref="InputException">There is no such network.</exception>
    public IReadOnlyList<int> HiddenWidths()
    {
        return Hidden ?? Networks.Find(Network).DefaultHidden;
    }

    /// <summary>Checks every setting.</summary>
    /// <exception cref="InputException">A setting is out of range, or there is no such network or device here.</exception>
    public void Validate()
    {
        IReadOnlyList<int> hidden = HiddenWidths();
        Require(
            hidden.Count > 0 && hidden.All(width => width is > 0 and <= LargestWidth),
            "hidden layers", string.Join(',', hidden), $"at least one width, each from 1 to {LargestWidth}");
        Require(Dropout is >= 0 and < 1, "dropout", Dropout, "a number from 0 to below 1");
        Require(Enum.IsDefined(Optimizer), "optimizer", Optimizer, string.Join(" or ", Enum.GetNames<Optimizer>()));
        Require(LearningRate is >= 0 and <= float.MaxValue, "learning rate", LearningRate, "a number of at least 0 that float32 can hold");
        Require(Batch > 0, "batch", Batch, "at least 1 sample");
        Devices.Find(Device);
    }

    private static void Require(bool isValid, string what, object found, string expected)
    {
        if (!isValid) throw new InputException($"{what}: found {found}, expected {expected}");
    }
}
