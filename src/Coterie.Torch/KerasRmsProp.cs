using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>
/// RMSprop as Keras defines it, and as the paper's networks were trained: ε stands under the root, <c>w −= lr · g / √(v + ε)</c>
/// with <c>v = ρ v + (1 − ρ) g²</c>. PyTorch adds it to the root instead; there the steps are larger by far late in training,
/// when gradients are tiny: accuracies stay alike, the communities do not.
/// </summary>
internal sealed class KerasRmsProp(Parameter[] weights, double learningRate)
    : RMSProp(weights, learningRate, Rho, Epsilon, weight_decay: 0, momentum: 0, maximize: false, centered: false)
{
    private const double Rho = 0.9;
    private const double Epsilon = 1e-7;

    private readonly Parameter[] weights = weights;
    private readonly double learningRate = learningRate;

    /// <summary>The means of the gradients' squares, one tensor for each parameter.</summary>
    public IReadOnlyList<Tensor> Squares()
    {
        return [.. state_dict().State.Cast<State>().Select(state => state.square_avg)];
    }

    /// <summary>The same step on the processor's memory.</summary>
    public RmsPropStep Fused()
    {
        return new RmsPropStep(Rho, Epsilon, learningRate);
    }

    /// <inheritdoc/>
    public override Tensor step(Func<Tensor>? closure = null)
    {
        using IDisposable guard = no_grad();
        using DisposeScope scope = NewDisposeScope();
        foreach ((Parameter weight, Tensor squares) in weights.Zip(Squares()))
        {
            Tensor gradient = weight.grad!;
            squares.mul_(Rho).addcmul_(gradient, gradient, 1 - Rho);
            weight.addcdiv_(gradient, squares.add(Epsilon).sqrt_(), -learningRate);
        }
        return null!;
    }
}
