namespace Coterie.Explorer.Documents;

/// <summary>How often the neurons of a layer take which activation at a snapshot.</summary>
/// <param name="Neurons">Of each neuron of the layer; null in runs of earlier versions, which kept none.</param>
internal sealed record LayerHistograms(IReadOnlyList<NeuronHistogram>? Neurons)
{
    /// <summary>The version of the documents.</summary>
    public int Version { get; } = 1;
}
