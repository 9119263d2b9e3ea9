using Coterie.Activations;
using Coterie.Communities;
using Coterie.Entropy;
using Coterie.Nulls;
using Coterie.Passes;
using Coterie.Patterns;

namespace Coterie;

/// <summary>The analysis of the activations of one layer in one snapshot.</summary>
public sealed record LayerAnalysis
{
    /// <summary>The layer.</summary>
    public required Layer Layer { get; init; }

    /// <summary>How many neurons are zero on every sample.</summary>
    public required int DeadNeurons { get; init; }

    /// <summary>At most how many of its neurons represent a class: S.</summary>
    public required int Top { get; init; }

    /// <summary>The class means (Eq. 5), classes × neurons.</summary>
    public required ClassTable Means { get; init; }

    /// <summary>The activation pattern graph (Eq. 6), with the representatives it is made from.</summary>
    public required ActivationPatternGraph Pattern { get; init; }

    /// <summary>The communities that each method found, in the order of <see cref="CommunityMethods.All"/>.</summary>
    public required IReadOnlyList<FoundCommunities> Communities { get; init; }

    /// <summary>The layer's weights; null where the source of the activations does not know them.</summary>
    public LayerWeights? Weights { get; init; }

    /// <summary>The pattern graph beside its null models.</summary>
    internal IReadOnlyList<NullComparison> Nulls { get; init; } = [];

    /// <summary>The entropy of the neurons' activations.</summary>
    public ActivationEntropy Entropy => Result<ActivationEntropy>();

    /// <summary>The samples on which each neuron is most active.</summary>
    public StrongestSamples Strongest => Result<StrongestSamples>();

    /// <summary>Whether the classes share so many representatives that the pattern graph can hardly tell them apart.</summary>
    public Saturation Saturation => Saturation.Of(Pattern.Representatives, Layer.Neurons, Top);

    /// <summary>The results of the second passes.</summary>
    internal PassResults PassResults { private get; init; } = new([]);

    /// <summary>
    /// The result of one of the second passes over the activations: <see cref="ActivationEntropy"/>, <see cref="CoactivationCounts"/>,
    /// <see cref="StrongestSamples"/>, or the result of your own pass.
    /// </summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <exception cref="InvalidOperationException">No pass has such a result.</exception>
    public T Result<T>()
        where T : class
    {
        return PassResults.Get<T>();
    }

    /// <summary>The communities that one method found.</summary>
    /// <typeparam name="TMethod">The method.</typeparam>
    public FoundCommunities CommunitiesOf<TMethod>()
        where TMethod : ICommunityMethod
    {
        return Communities.First(found => found.Method is TMethod);
    }
}
