namespace Coterie.Sweeps.Plans;

/// <summary>How the values of several axes become runs.</summary>
public enum Combining
{
    /// <summary>Every value of an axis with every value of the others.</summary>
    Grid,

    /// <summary>The first values of all axes together, the second values together, and so on; all axes have as many.</summary>
    Zip,
}
