using TorchSharp.Modules;

namespace Coterie.Training.Optimizers;

/// <summary>Adam (Kingma and Ba, 2015) with Keras' constants: ε is ten times PyTorch's.</summary>
internal sealed class KerasAdam(Parameter[] weights, double learningRate) : Adam(weights, learningRate, Beta1, Beta2, Epsilon)
{
    public const double Beta1 = 0.9;
    public const double Beta2 = 0.999;
    public const double Epsilon = 1e-7;

    /// <summary>The learning rate.</summary>
    public double Rate { get; } = learningRate;

    /// <summary>The state of each parameter.</summary>
    public State[] States()
    {
        return [.. state_dict().State.Cast<State>()];
    }
}
