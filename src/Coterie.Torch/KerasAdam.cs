using TorchSharp.Modules;

namespace Coterie.Torch;

/// <summary>Adam with Keras' constants, of which ε is ten times PyTorch's.</summary>
internal sealed class KerasAdam(Parameter[] weights, double learningRate) : Adam(weights, learningRate, Beta1, Beta2, Epsilon)
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-7;

    private readonly double learningRate = learningRate;

    /// <summary>What it remembers, for each parameter.</summary>
    public State[] States()
    {
        return [.. state_dict().State.Cast<State>()];
    }

    /// <summary>The same step on the processor's memory.</summary>
    /// <param name="step">1 for the first.</param>
    public AdamStep Fused(long step)
    {
        return new AdamStep(Beta1, Beta2, Epsilon, learningRate, step);
    }
}
