namespace Coterie.Statistics;

/// <summary>A coefficient of correlation.</summary>
public enum Coefficient
{
    /// <summary>Pearson's: how closely two series lie on a line (PCC).</summary>
    Pearson,

    /// <summary>Spearman's: how closely they rise and fall together, by average ranks (SCC).</summary>
    Spearman,
}
