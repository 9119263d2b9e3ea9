namespace Coterie.Explorer.Documents;

/// <summary>The samples on which a neuron is most active, from the strongest.</summary>
/// <param name="Samples">Which of the samples that were analysed, from 0.</param>
/// <param name="Classes">The class of each.</param>
/// <param name="Activations">The activation on each.</param>
/// <param name="AreKept">Whether the run keeps them as images.</param>
internal sealed record NeuronStrongest(
    IReadOnlyList<long> Samples, IReadOnlyList<int> Classes, IReadOnlyList<double> Activations, bool AreKept);
