using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>Adam with β₁ = 0.9, β₂ = 0.999 and ε = 10⁻⁷, its step to the bit that of torch's tensor operations, in fewer passes.</summary>
internal sealed class FusedAdam : Adam
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-7;

    private readonly Parameter[] weights;
    private readonly double learningRate;
    private readonly FusedUpdate? fused;

    public FusedAdam(Parameter[] weights, double learningRate)
        : base(weights, learningRate, Beta1, Beta2, Epsilon)
    {
        this.weights = weights;
        this.learningRate = learningRate;
        if (FusedUpdate.Reaches(weights)) fused = new FusedUpdate(weights);
    }

    /// <inheritdoc/>
    public override Tensor step(Func<Tensor>? closure = null)
    {
        if (fused is null) return base.step(closure);
        using IDisposable guard = no_grad();
        using DisposeScope scope = NewDisposeScope();
        State[] states = [.. state_dict().State.Cast<State>()];
        foreach (State state in states) state.step++;
        double correction = Math.Sqrt(1 - Math.Pow(Beta2, states[0].step)), stepSize = learningRate / (1 - Math.Pow(Beta1, states[0].step));
        fused.Adam(weights, k => states[k], Beta1, Beta2, correction, Epsilon, stepSize);
        return null!;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        fused?.Dispose();
        base.Dispose(disposing);
    }
}
