namespace Coterie.Entropy;

/// <summary>
/// How unpredictable the neurons of a layer are: the Shannon entropy of each neuron's activations over the samples, in
/// each form, over all samples and over those of each class (Mostafa and Mondal, arXiv:2106.04693, Tables 5 and 6).
/// </summary>
public sealed class ActivationEntropy
{
    private readonly Entropies[] neurons;
    private readonly Entropies[] classes;
    private readonly ActivationHistogram[] histograms;

    internal ActivationEntropy(Entropies[] neurons, Entropies[] classes, ActivationHistogram[] histograms)
    {
        this.neurons = neurons;
        this.classes = classes;
        this.histograms = histograms;
        foreach (Entropies neuron in neurons) Layer += neuron;
    }

    /// <summary>The layer's entropy: the sum over its neurons.</summary>
    public Entropies Layer { get; }

    /// <summary>Each neuron's entropy over all samples.</summary>
    public ReadOnlySpan<Entropies> Neurons => neurons;

    /// <summary>For each class, the sum over the neurons of the entropy over the samples of the class.</summary>
    public ReadOnlySpan<Entropies> Classes => classes;

    /// <summary>Each neuron's histogram over all samples, from which <see cref="EntropyForm.All"/> is computed.</summary>
    public ReadOnlySpan<ActivationHistogram> Histograms => histograms;
}
