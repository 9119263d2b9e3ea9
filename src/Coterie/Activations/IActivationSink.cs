using System.Numerics;

namespace Coterie.Activations;

/// <summary>Receives the activations that an <see cref="IActivationSource"/> delivers.</summary>
public interface IActivationSink
{
    /// <summary>Takes one layer's activations on one batch of samples.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="layer">The index of the layer in <see cref="IActivationSource.Layers"/>.</param>
    /// <param name="activations">samples × neurons, row by row; valid during the call only.</param>
    /// <param name="labels">The class of each sample, as many as there are rows.</param>
    void Accept<T>(int layer, ReadOnlySpan<T> activations, ReadOnlySpan<int> labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
