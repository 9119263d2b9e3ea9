using Coterie.Entropy;

namespace Coterie;

/// <summary>The analysis of the activations of one snapshot. <see cref="Measures.Catalogue"/> takes every value from it.</summary>
/// <param name="Layers">Each hidden layer, in the order in which the source lists them.</param>
public sealed record SnapshotAnalysis(IReadOnlyList<LayerAnalysis> Layers)
{
    /// <summary>How accurate the network was; it does not follow from the activations, so it is set by the caller.</summary>
    public Accuracies Accuracy { get; init; } = Accuracies.None;

    /// <summary>The number of classes.</summary>
    public int Classes => Layers[0].Means.Classes;

    /// <summary>The model's entropy: the sum over its layers.</summary>
    public Entropies Entropy => Layers.Aggregate(default(Entropies), (sum, layer) => sum + layer.Entropy.Layer);

    /// <summary>The model's entropy over the samples of one class (Table 6 of arXiv:2106.04693).</summary>
    /// <param name="class">The class.</param>
    public Entropies ClassEntropy(int @class)
    {
        return Layers.Aggregate(default(Entropies), (sum, layer) => sum + layer.Entropy.Classes[@class]);
    }
}
