using System.Runtime.InteropServices;

namespace Coterie.Activations;

/// <summary>A sample on which a neuron is active.</summary>
/// <param name="Sample">Which sample a replay of the source delivers, from 0.</param>
/// <param name="Class">Its class.</param>
/// <param name="Activation">The neuron's activation on it.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct StrongestSample(long Sample, int Class, double Activation);
