using System.Runtime.InteropServices;

namespace Coterie.Bench.Compare;

/// <summary>The median, least and greatest of some ratios.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Spread(double Median, double Least, double Greatest)
{
    public static Spread Of(IReadOnlyList<double> values) => new(SideResult.MedianOf(values), values.Min(), values.Max());
}
