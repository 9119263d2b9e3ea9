using System.Runtime.InteropServices;

namespace Coterie.Bench.Compare;

/// <summary>The middle of some ratios, and their least and greatest.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Spread(double Median, double Least, double Greatest)
{
    public static Spread Of(IReadOnlyList<double> values) => new(SideResult.MedianOf(values), values.Min(), values.Max());
}
