using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Coterie.Training.Optimizers;

/// <summary>
/// RMSprop as Keras defines it: <c>w −= lr · g / √(v + ε)</c> with <c>v = ρ v + (1 − ρ) g²</c>, ε under the root, from 2.11 on, and
/// <c>w −= lr · g / (√v + ε)</c> before, as in PyTorch. Late in training, when gradients are tiny, the steps of the older form are much
/// larger: accuracies stay alike, the communities do not.
/// </summary>
/// <param name="weights">The parameters.</param>
/// <param name="learningRate">The learning rate.</param>
/// <param name="underRoot">Whether ε is under the root.</param>
internal sealed class KerasRmsProp(Parameter[] weights, double learningRate, bool underRoot)
    : RMSProp(weights, learningRate, Rho, Epsilon, weight_decay: 0, momentum: 0, maximize: false, centered: false)
{
    public const double Rho = 0.9;
    public const double Epsilon = 1e-7;

    private readonly Parameter[] weights = weights;

    /// <summary>The learning rate.</summary>
    public double Rate { get; } = learningRate;

    /// <summary>What is added to v under the root.</summary>
    public double Inside { get; } = underRoot ? Epsilon : 0;

    /// <summary>What is added to the root.</summary>
    public double Outside { get; } = underRoot ? 0 : Epsilon;

    /// <summary>v, one tensor for each parameter.</summary>
    public IReadOnlyList<Tensor> Squares()
    {
        return [.. state_dict().State.Cast<State>().Select(state => state.square_avg)];
    }

    /// <inheritdoc/>
    public override Tensor step(Func<Tensor>? closure = null)
    {
        using IDisposable guard = no_grad();
        using DisposeScope scope = NewDisposeScope();
        foreach ((Parameter weight, Tensor squares) in weights.Zip(Squares()))
        {
            // A weight that the loss does not depend on has no gradient.
            if (weight.grad is not { } gradient) continue;
            squares.mul_(Rho).addcmul_(gradient, gradient, 1 - Rho);
            weight.addcdiv_(gradient, squares.add(Inside).sqrt_().add_(Outside), -Rate);
        }
        return null!;
    }
}
