namespace Coterie.Training;

/// <summary>How weights follow their gradients.</summary>
public enum Optimizer
{
    /// <summary>RMSprop as in Keras from 2.11 on, with ε under the root: ρ = 0.9, ε = 10⁻⁷.</summary>
    RmsProp,

    /// <summary>Adam as in Keras: β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁷.</summary>
    Adam,

    /// <summary>Plain stochastic gradient descent.</summary>
    Sgd,

    /// <summary>RMSprop as Keras had it until 2.10, with ε added to the root; the rest as in <see cref="RmsProp"/>.</summary>
    RmsProp2021,
}
