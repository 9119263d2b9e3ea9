using Coterie.Entropy;

namespace Coterie;

/// <summary>What the activations of one snapshot tell.</summary>
/// <param name="Layers">Each hidden layer, from the input to the output.</param>
public sealed record SnapshotAnalysis(IReadOnlyList<LayerAnalysis> Layers)
{
    /// <summary>The model's entropy: the sum over its layers.</summary>
    public Entropies Entropy => Layers.Aggregate(default(Entropies), (sum, layer) => sum + layer.Entropy.Layer);

    /// <summary>The model's entropy over the samples of one class (Table 6).</summary>
    /// <param name="class">The class.</param>
    public Entropies ClassEntropy(int @class)
    {
        return Layers.Aggregate(default(Entropies), (sum, layer) => sum + layer.Entropy.Classes[@class]);
    }
}
