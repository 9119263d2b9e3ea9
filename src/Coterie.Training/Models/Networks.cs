using static TorchSharp.torch;

namespace Coterie.Training.Models;

/// <summary>The networks that can be trained by name. To add one, add an entry to <see cref="All"/>.</summary>
public static class Networks
{
    /// <summary>Every network.</summary>
    public static IReadOnlyList<Network> All { get; } =
    [
        new(MultilayerPerceptron)
        {
            Name = "mlp",
            Description = "multilayer perceptron: fully connected layers with ReLU, the paper's network",
            DefaultHidden = [512, 512],
            TakesImages = false,
        },
        new(ConvolutionalNetwork)
        {
            Name = "cnn",
            Description = "small convolutional network: 32 and 64 channels of 3×3, each with max pooling, then fully connected layers",
            DefaultHidden = [128],
            TakesImages = true,
        },
    ];

    /// <summary>The network that is trained unless another is named.</summary>
    public static Network Default => All[0];

    /// <summary>Finds a network.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="InputException">There is none of that name.</exception>
    public static Network Find(string name)
    {
        return All.FirstOrDefault(network => network.Name == name)
            ?? throw new InputException($"network: found '{name}', expected {string.Join(" or ", All.Select(network => network.Name))}");
    }

    /// <summary>Builds the network that the settings name, in the processor's memory, its weights drawn from the seed.</summary>
    /// <param name="settings">The network, its hidden widths, dropout and seed.</param>
    /// <param name="sampleShape">The shape of a sample, as <see cref="Network.SampleShape"/> gives it for an image.</param>
    /// <param name="classes">How many classes, at least 1.</param>
    /// <returns>The module and the names of its hidden layers, which the caller disposes of.</returns>
    /// <exception cref="InputException">A setting is out of range.</exception>
    /// <exception cref="ArgumentException">The network does not take samples of that shape.</exception>
    public static NetworkModel Create(TrainingSettings settings, IReadOnlyList<long> sampleShape, int classes)
    {
        settings.Validate();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        manual_seed(TrainingSeed.Of(settings.Seed, epoch: 0));
        return Find(settings.Network).Build(sampleShape, settings.HiddenWidths(), classes, settings.Dropout, null);
    }

    private static NetworkModel MultilayerPerceptron(
        IReadOnlyList<long> sample, IReadOnlyList<int> hidden, int classes, double dropout, Device? device)
    {
        if (sample.Count != 1) throw Unfit(sample, "features in a row");
        MultilayerPerceptron module = new((int)sample[0], hidden, classes, dropout, device);
        return new NetworkModel(module, module.HiddenLayers);
    }

    private static NetworkModel ConvolutionalNetwork(
        IReadOnlyList<long> sample, IReadOnlyList<int> hidden, int classes, double dropout, Device? device)
    {
        if (sample.Count != 3) throw Unfit(sample, "channels × height × width");
        ConvolutionalNetwork module = new((int)sample[0], (int)sample[1], (int)sample[2], hidden, classes, dropout, device);
        return new NetworkModel(module, module.HiddenLayers);
    }

    private static ArgumentException Unfit(IReadOnlyList<long> found, string expected)
    {
        return new ArgumentException($"The network takes samples of {expected}, not of shape {string.Join('×', found)}.", nameof(found));
    }
}
