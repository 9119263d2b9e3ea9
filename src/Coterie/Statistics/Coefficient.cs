namespace Coterie.Statistics;

/// <summary>A coefficient of correlation.</summary>
public enum Coefficient
{
    /// <summary>Pearson's: how far two series lie on a line (PCC).</summary>
    Pearson,

    /// <summary>Spearman's: how far they rise and fall together, by average ranks (SCC).</summary>
    Spearman,
}
