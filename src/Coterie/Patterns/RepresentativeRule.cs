namespace Coterie.Patterns;

/// <summary>The ways to choose the neurons that represent a class. With each, a neuron whose mean is not positive never does.</summary>
public enum RepresentativeRule
{
    /// <summary>Those with the largest mean over the samples of the class, as in Mostafa and Mondal (arXiv:2106.04693).</summary>
    Mean,

    /// <summary>
    /// Those whose mean over the samples of the class is the most standard deviations above their own average over the classes, so that a
    /// neuron that is loud for every class represents none before others do.
    /// </summary>
    Selectivity,
}
