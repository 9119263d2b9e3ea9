using System.Runtime.InteropServices;

namespace Coterie.Activations;

/// <summary>What the first pass tells about a neuron's activations on a set of samples.</summary>
/// <param name="Samples">How many samples.</param>
/// <param name="Nonzeros">On how many the activation is not zero.</param>
/// <param name="Minimum">The smallest non-zero activation; +∞ where there is none.</param>
/// <param name="Maximum">The largest non-zero activation; −∞ where there is none.</param>
/// <param name="Magnitude">The sum of |x|.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ColumnSummary(long Samples, long Nonzeros, double Minimum, double Maximum, double Magnitude)
{
    /// <summary>The summary of no samples.</summary>
    public static ColumnSummary Empty { get; } = new(0, 0, double.PositiveInfinity, double.NegativeInfinity, 0);

    /// <summary>The summary of these samples and others.</summary>
    public ColumnSummary Join(ColumnSummary other)
    {
        return new ColumnSummary(
            Samples + other.Samples,
            Nonzeros + other.Nonzeros,
            Math.Min(Minimum, other.Minimum),
            Math.Max(Maximum, other.Maximum),
            Magnitude + other.Magnitude);
    }
}
