using System.Runtime.InteropServices;

namespace Coterie.Torch;

/// <summary>How an epoch of training went.</summary>
/// <param name="Loss">Mean cross-entropy over the samples, in training mode.</param>
/// <param name="Accuracy">Running accuracy: the share of samples classified rightly in their batch, in training mode.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct EpochResult(double Loss, double Accuracy);
