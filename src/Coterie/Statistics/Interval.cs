using System.Runtime.InteropServices;

namespace Coterie.Statistics;

/// <summary>An interval of values.</summary>
/// <param name="Lower">Its lower end.</param>
/// <param name="Upper">Its upper end.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Interval(double Lower, double Upper);
