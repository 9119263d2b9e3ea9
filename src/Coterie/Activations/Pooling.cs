namespace Coterie.Activations;

/// <summary>How the positions of a convolution or a sequence become one activation per neuron.</summary>
public enum Pooling
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>Their maximum.</summary>
    Max,
}
