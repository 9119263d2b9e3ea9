using System.Runtime.InteropServices;

namespace Coterie.Training;

/// <summary>The result of an epoch of training.</summary>
/// <param name="Loss">The mean cross-entropy over the samples, in training mode.</param>
/// <param name="Accuracy">The running accuracy: the share of samples classified correctly in their batch, in training mode.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct EpochResult(double Loss, double Accuracy);
