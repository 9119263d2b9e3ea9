using System.Numerics;
using Coterie.Activations;

namespace Coterie.Onnx.Tests;

/// <summary>Takes activations and forgets them.</summary>
internal sealed class Nowhere : IActivationSink
{
    public void Accept<T>(int layer, ReadOnlySpan<T> activations, ReadOnlySpan<int> labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
    }
}
