using System.Numerics;
using Coterie.Activations;

namespace Coterie.Tests.Shared;

/// <summary>Keeps everything that a source delivers.</summary>
internal sealed class Recording : IActivationSink
{
    public List<(int Layer, double[] Activations, int[] Labels)> Batches { get; } = [];

    public void Accept<T>(int layer, ReadOnlySpan<T> activations, ReadOnlySpan<int> labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] copy = new double[activations.Length];
        for (int k = 0; k < copy.Length; k++) copy[k] = double.CreateChecked(activations[k]);
        Batches.Add((layer, copy, labels.ToArray()));
    }

    public double[] Layer(int layer)
    {
        return [.. Batches.Where(batch => batch.Layer == layer).SelectMany(batch => batch.Activations)];
    }
}
