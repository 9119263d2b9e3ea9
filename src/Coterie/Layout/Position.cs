using System.Runtime.InteropServices;

namespace Coterie.Layout;

/// <summary>Where a vertex or a neuron is drawn, in units of the layout; a layout lies around the origin.</summary>
/// <param name="X">The horizontal place.</param>
/// <param name="Y">The vertical place.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Position(float X, float Y);
