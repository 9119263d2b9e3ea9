using System.Runtime.InteropServices;

namespace Coterie.Statistics;

/// <summary>The p-value of each coefficient of a correlation.</summary>
/// <param name="Pearson">The p-value of Pearson's; null where there is no coefficient.</param>
/// <param name="Spearman">The p-value of Spearman's; null where there is no coefficient.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PValues(double? Pearson, double? Spearman)
{
    /// <summary>The p-value of one coefficient.</summary>
    /// <param name="coefficient">Which.</param>
    public double? this[Coefficient coefficient] => coefficient == Coefficient.Pearson ? Pearson : Spearman;
}
