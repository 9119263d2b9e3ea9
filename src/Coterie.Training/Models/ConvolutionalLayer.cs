using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Coterie.Training.Models;

/// <summary>
/// A convolution of 3×3 with ReLU that keeps the size of the image, so that its output is what is analysed: a neuron is a channel. Weights
/// start Glorot-uniform (Glorot and Bengio, 2010), biases at zero.
/// </summary>
public sealed class ConvolutionalLayer : nn.Module<Tensor, Tensor>
{
    private const int Size = 3;

    private readonly Parameter weight;
    private readonly Parameter bias;

    /// <summary>Draws the weights from torch's generator.</summary>
    /// <param name="inputs">The channels of the input.</param>
    /// <param name="outputs">The channels of the output.</param>
    /// <param name="device">Where the weights are; null for the processor.</param>
    public ConvolutionalLayer(int inputs, int outputs, Device? device = null)
        : base(nameof(ConvolutionalLayer))
    {
        weight = new Parameter(empty(outputs, inputs, Size, Size, device: device));
        bias = new Parameter(zeros(outputs, device: device));
        nn.init.xavier_uniform_(weight);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        // Only gradients on the processor depend on the number of threads.
        Tensor sums = training && input.device_type == TorchSharp.DeviceType.CPU
            ? Convolution.apply(input, weight, bias)
            : nn.functional.conv2d(input, weight, bias, padding: [Size / 2, Size / 2]);
        return sums.relu_();
    }
}
