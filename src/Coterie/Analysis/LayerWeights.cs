using Coterie.Statistics;

namespace Coterie;

/// <summary>
/// What measures need of a layer's weights: they do not follow from activations, so that only the source of a model has them, see
/// <see cref="Activations.IActivationSource.Weights"/>. The weights are a matrix W of outputs × inputs; a convolution's kernels are
/// reshaped to outputs × (inputs · positions). Biases are not counted.
/// </summary>
public sealed class LayerWeights
{
    /// <summary>Takes what is known of the weights.</summary>
    /// <param name="norm">Their Frobenius norm.</param>
    /// <param name="eigenvalues">
    /// The eigenvalues of WᵀW or WWᵀ, whichever is smaller, in any order; null where they take too long to find.
    /// </param>
    public LayerWeights(double norm, IReadOnlyList<double>? eigenvalues)
    {
        Norm = norm;
        if (eigenvalues is not { Count: > 0 }) return;
        SpectralNorm = Math.Sqrt(Math.Max(0, eigenvalues.Max()));
        Alpha = PowerLaw.Exponent(eigenvalues);
    }

    /// <summary>The Frobenius norm: the square root of the sum of the squared weights.</summary>
    public double Norm { get; }

    /// <summary>The spectral norm: the largest singular value; null where not known.</summary>
    public double? SpectralNorm { get; }

    /// <summary>
    /// The exponent α of the power law in the tail of the eigenvalues of WᵀW (Martin and Mahoney; WeightWatcher's alpha), fitted as by
    /// Clauset, Shalizi and Newman (2009); null where the eigenvalues are not known or fewer than ten are positive.
    /// </summary>
    public double? Alpha { get; }
}
