namespace Coterie.Entropy;

/// <summary>The ways to turn a neuron's activations into probabilities; the paper leaves open which it used.</summary>
public enum EntropyForm
{
    /// <summary>A histogram of the non-zero activations in equal bins from their minimum to their maximum.</summary>
    Nonzero,

    /// <summary>A histogram of all activations in equal bins from min(0, minimum) to the maximum.</summary>
    All,

    /// <summary>No bins: each sample's share of the sum of |x|.</summary>
    Share,

    /// <summary>
    /// A histogram of all activations in equal bins that all neurons of the layer have in common, for single classes too: from
    /// min(0, minimum) to the maximum of the layer's activations on all samples.
    /// </summary>
    Common,
}
