using System.Runtime.InteropServices;

namespace Coterie.Onnx.Graph;

/// <summary>The axis of a value on which a layer's neurons stand.</summary>
/// <param name="Index">The axis, from 0.</param>
/// <param name="Neurons">How many neurons the layer has there; after flattening, the axis may be longer.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Axis(int Index, int Neurons);
