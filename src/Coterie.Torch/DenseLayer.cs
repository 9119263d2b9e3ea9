using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>
/// A fully connected layer with its activation function, so that what leaves it is what is analysed. Weights start
/// Glorot-uniform, biases at zero.
/// </summary>
public sealed class DenseLayer : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Parameter bias;
    private readonly bool rectified;

    /// <summary>Draws the weights from torch's generator.</summary>
    /// <param name="inputs">The width of what comes in.</param>
    /// <param name="outputs">The width of what goes out.</param>
    /// <param name="rectified">Whether a ReLU follows.</param>
    public DenseLayer(int inputs, int outputs, bool rectified)
        : base(nameof(DenseLayer))
    {
        this.rectified = rectified;
        weight = new Parameter(empty(outputs, inputs));
        bias = new Parameter(zeros(outputs));
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
