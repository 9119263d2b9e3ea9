namespace Coterie.Explorer.Documents;

/// <summary>The samples on which the neurons of a layer are most active at a snapshot.</summary>
/// <param name="Neurons">Of each neuron of the layer; null in runs of earlier versions, which kept none.</param>
internal sealed record LayerStrongest(IReadOnlyList<NeuronStrongest>? Neurons)
{
    /// <summary>The version of the documents.</summary>
    public int Version { get; } = 1;
}
