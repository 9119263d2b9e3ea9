namespace Coterie.Activations;

/// <summary>The samples on which each neuron of a layer is most active.</summary>
public sealed class StrongestSamples
{
    /// <summary>The most samples of a neuron.</summary>
    public const int Most = 8;

    private readonly StrongestSample[] samples;
    private readonly int[] counts;

    /// <summary>Takes the samples.</summary>
    /// <param name="samples"><see cref="Most"/> for each neuron.</param>
    /// <param name="counts">How many of them each neuron has.</param>
    internal StrongestSamples(StrongestSample[] samples, int[] counts)
    {
        this.samples = samples;
        this.counts = counts;
    }

    /// <summary>
    /// The samples with the largest activations of a neuron, from the largest, of equal ones the lower index first: at most
    /// <see cref="Most"/>, and only those with an activation above 0.
    /// </summary>
    /// <param name="neuron">The neuron.</param>
    public ReadOnlySpan<StrongestSample> this[int neuron] => samples.AsSpan(neuron * Most, counts[neuron]);
}
