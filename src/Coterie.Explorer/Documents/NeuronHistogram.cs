namespace Coterie.Explorer.Documents;

/// <summary>How often a neuron takes which activation.</summary>
/// <param name="Low">The lower edge of the first bin.</param>
/// <param name="High">The upper edge of the last; bins are equal.</param>
/// <param name="Counts">The samples in each bin.</param>
internal sealed record NeuronHistogram(double Low, double High, IReadOnlyList<int> Counts);
