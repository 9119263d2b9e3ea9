using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>
/// RMSprop as Keras defines it, and as the paper's networks were trained: ε stands under the root, <c>w −= lr · g / √(v + ε)</c>
/// with <c>v = ρ v + (1 − ρ) g²</c>. PyTorch adds it to the root instead; there the steps are larger by far late in training,
/// when gradients are tiny: accuracies stay alike, the communities do not.
/// </summary>
internal sealed class KerasRmsProp : RMSProp
{
    private const double Rho = 0.9;
    private const double Epsilon = 1e-7;

    private readonly Parameter[] weights;
    private readonly double learningRate;
    private readonly FusedUpdate? fused;

    public KerasRmsProp(Parameter[] weights, double learningRate)
        : base(weights, learningRate, Rho, Epsilon, weight_decay: 0, momentum: 0, maximize: false, centered: false)
    {
        this.weights = weights;
        this.learningRate = learningRate;
        if (FusedUpdate.Reaches(weights)) fused = new FusedUpdate(weights);
    }

    /// <inheritdoc/>
    public override Tensor step(Func<Tensor>? closure = null)
    {
        using IDisposable guard = no_grad();
        using DisposeScope scope = NewDisposeScope();
        List<TorchSharp.Modules.OptimizerState> states = state_dict().State;
        if (fused is not null)
        {
            fused.RmsProp(weights, k => ((State)states[k]).square_avg, Rho, Epsilon, learningRate);
            return null!;
        }
        for (int k = 0; k < weights.Length; k++)
        {
            Tensor gradient = weights[k].grad!;
            Tensor squares = ((State)states[k]).square_avg;
            squares.mul_(Rho).addcmul_(gradient, gradient, 1 - Rho);
            weights[k].addcdiv_(gradient, squares.add(Epsilon).sqrt_(), -learningRate);
        }
        return null!;
    }

    /// <summary>A step with gradients in bfloat16, one for each parameter; its twins in bfloat16 follow it.</summary>
    public void Step(IReadOnlyList<Tensor> gradients, IReadOnlyList<Tensor> twins)
    {
        List<TorchSharp.Modules.OptimizerState> states = state_dict().State;
        fused!.RmsProp(weights, gradients, k => ((State)states[k]).square_avg, twins, Rho, Epsilon, learningRate);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        fused?.Dispose();
        base.Dispose(disposing);
    }
}
