namespace Coterie.Training;

/// <summary>How weights follow their gradients.</summary>
public enum Optimizer
{
    /// <summary>RMSprop as in Keras, with ε under the root: ρ = 0.9, ε = 10⁻⁷.</summary>
    RmsProp,

    /// <summary>Adam as in Keras: β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁷.</summary>
    Adam,

    /// <summary>Plain stochastic gradient descent.</summary>
    Sgd,
}
