namespace Coterie.Torch;

/// <summary>In what numbers the matrix products of training are computed.</summary>
public enum Precision
{
    /// <summary>Single precision throughout.</summary>
    Float32,

    /// <summary>
    /// Products in bfloat16: activations and gradients between layers have 8 significant bits. Weights, optimiser and loss stay
    /// in single precision, and so does the network when it is evaluated.
    /// </summary>
    Bf16,
}
