namespace Coterie.Paper;

/// <summary>How strong a correlation is.</summary>
public enum Strength
{
    /// <summary>|r| below 0.3.</summary>
    Weak,

    /// <summary>|r| from 0.3 to 0.7.</summary>
    Moderate,

    /// <summary>|r| above 0.7.</summary>
    Strong,
}
