namespace Coterie.Measures;

/// <summary>The unit of a measure; it decides how many digits are shown.</summary>
public enum MeasureUnit
{
    /// <summary>A number of things: neurons, edges, communities.</summary>
    Count,

    /// <summary>A share in 0..1, such as an accuracy.</summary>
    Share,

    /// <summary>A number without a unit, such as a modularity; it may be negative.</summary>
    Ratio,

    /// <summary>Entropy, in nats.</summary>
    Nats,

    /// <summary>A mean, or a sum of weights: a number without a unit of any size.</summary>
    Amount,
}
