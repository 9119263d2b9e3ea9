using Coterie.Activations;
using Coterie.Patterns;

namespace Coterie.Nulls;

/// <summary>What the null models of a layer are drawn from.</summary>
/// <param name="Pattern">The pattern graph, with the representatives.</param>
/// <param name="Means">The class means.</param>
/// <param name="Samples">The samples of each class: |D_i|.</param>
/// <param name="Coactivations">The co-activation counts.</param>
/// <param name="Permuted">The pattern graph of permuted labels; null where there is none.</param>
internal sealed record NullMaterial(
    ActivationPatternGraph Pattern,
    ClassTable Means,
    long[] Samples,
    CoactivationCounts Coactivations,
    ActivationPatternGraph? Permuted)
{
    /// <summary>The neurons whose mean is positive for some class, ascending: those that may represent one.</summary>
    public int[] Active()
    {
        return [.. Enumerable.Range(0, Means.Neurons).Where(q => Enumerable.Range(0, Means.Classes).Any(i => Means[i, q] > 0))];
    }
}
