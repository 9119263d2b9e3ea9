using System.Runtime.InteropServices;

namespace Coterie.Training;

/// <summary>How far an epoch is.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Fraction">The part of it that is done, 0..1.</param>
/// <param name="Accuracy">The running accuracy so far.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct EpochProgress(int Epoch, double Fraction, double Accuracy);
