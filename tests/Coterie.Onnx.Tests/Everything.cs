using System.Numerics;
using Coterie.Activations;

namespace Coterie.Onnx.Tests;

/// <summary>Takes activations and keeps them all.</summary>
internal sealed class Everything(int layers) : IActivationSink
{
    public List<double>[] Layers { get; } = [.. Enumerable.Range(0, layers).Select(_ => new List<double>())];

    public static Everything Of(IActivationSource source)
    {
        Everything all = new(source.Layers.Count);
        source.Replay(all);
        return all;
    }

    public void Accept<T>(int layer, ReadOnlySpan<T> activations, ReadOnlySpan<int> labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (T value in activations) Layers[layer].Add(double.CreateChecked(value));
    }
}
