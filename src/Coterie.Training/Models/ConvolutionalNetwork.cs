using static TorchSharp.torch;

namespace Coterie.Training.Models;

/// <summary>
/// A small convolutional classifier of images: <c>conv1</c> (32 channels) and <c>conv2</c> (64 channels), each with ReLU and followed by
/// 2×2 max pooling, fully connected layers <c>dense1</c>, <c>dense2</c>, … with ReLU, dropout after each hidden layer, and a fully
/// connected <c>output</c> of logits. Images may have any size: pooling rounds up, so that one pixel stays one.
/// </summary>
public sealed class ConvolutionalNetwork : nn.Module<Tensor, Tensor>
{
    private const int Pool = 2;

    private static readonly int[] Channels = [32, 64];

    private readonly List<nn.Module<Tensor, Tensor>> convolutions = [];
    private readonly List<nn.Module<Tensor, Tensor>> dense = [];
    private readonly DenseLayer output;
    private readonly double dropout;

    /// <summary>Draws the weights from torch's generator.</summary>
    /// <param name="channels">The channels of an image: 1 for gray, 3 for colour.</param>
    /// <param name="height">The rows of an image.</param>
    /// <param name="width">The columns of an image.</param>
    /// <param name="hidden">The widths of the fully connected hidden layers.</param>
    /// <param name="classes">How many classes.</param>
    /// <param name="dropout">The share that is dropped after each hidden layer in training.</param>
    /// <param name="device">Where the weights are; null for the processor.</param>
    public ConvolutionalNetwork(
        int channels, int height, int width, IReadOnlyList<int> hidden, int classes, double dropout, Device? device = null)
        : base(nameof(ConvolutionalNetwork))
    {
        this.dropout = dropout;
        int inputs = channels;
        foreach (int outputs in Channels)
        {
            Add("conv", convolutions, new ConvolutionalLayer(inputs, outputs, device));
            (inputs, height, width) = (outputs, Pooled(height), Pooled(width));
        }
        inputs = checked(inputs * height * width);
        foreach (int outputs in hidden)
        {
            Add("dense", dense, new DenseLayer(inputs, outputs, rectified: true, device));
            inputs = outputs;
        }
        HiddenLayers = [.. named_children().Select(child => child.name)];
        output = new DenseLayer(inputs, classes, rectified: false, device);
        register_module(nameof(output), output);
    }

    /// <summary>The names of the hidden layers.</summary>
    public IReadOnlyList<string> HiddenLayers { get; }

    /// <summary>Computes logits.</summary>
    /// <param name="input">samples × channels × height × width.</param>
    public override Tensor forward(Tensor input)
    {
        Tensor x = input;
        foreach (nn.Module<Tensor, Tensor> layer in convolutions)
        {
            x = Dropped(nn.functional.max_pool2d(layer.call(x), Pool, ceil_mode: true));
        }
        x = x.flatten(1);
        foreach (nn.Module<Tensor, Tensor> layer in dense) x = Dropped(layer.call(x));
        return output.call(x);
    }

    private static int Pooled(int size)
    {
        return (size + Pool - 1) / Pool;
    }

    private void Add(string name, List<nn.Module<Tensor, Tensor>> to, nn.Module<Tensor, Tensor> layer)
    {
        to.Add(layer);
        register_module($"{name}{to.Count}", layer);
    }

    private Tensor Dropped(Tensor activations)
    {
        return training && dropout > 0 ? nn.functional.dropout(activations, dropout, training: true) : activations;
    }
}
