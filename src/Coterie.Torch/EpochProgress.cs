using System.Runtime.InteropServices;

namespace Coterie.Torch;

/// <summary>How far an epoch is.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Fraction">How much of it is done, 0..1.</param>
/// <param name="Accuracy">Running accuracy so far.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct EpochProgress(int Epoch, double Fraction, double Accuracy);
