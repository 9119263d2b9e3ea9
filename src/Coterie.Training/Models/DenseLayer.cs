using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Coterie.Training.Models;

/// <summary>
/// A fully connected layer together with its activation function, so that its output is what is analysed. Weights start Glorot-uniform
/// (Glorot and Bengio, 2010), biases at zero.
/// </summary>
public sealed class DenseLayer : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Parameter bias;
    private readonly bool rectified;

    /// <summary>Draws the weights from torch's generator.</summary>
    /// <param name="inputs">The width of the input.</param>
    /// <param name="outputs">The neurons.</param>
    /// <param name="rectified">Whether a ReLU follows.</param>
    /// <param name="device">Where the weights are; null for the processor.</param>
    public DenseLayer(int inputs, int outputs, bool rectified, Device? device = null)
        : base(nameof(DenseLayer))
    {
        this.rectified = rectified;
        weight = new Parameter(empty(outputs, inputs, device: device));
        bias = new Parameter(zeros(outputs, device: device));
        nn.init.xavier_uniform_(weight);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        Tensor sums = nn.functional.linear(input, weight, bias);
        return rectified ? sums.relu_() : sums;
    }
}
