namespace Coterie.Activations;

/// <summary>
/// The activations of one snapshot, which can be read from the beginning as often as needed: held in memory,
/// read from a file, or computed anew by running the model.
/// </summary>
public interface IActivationSource
{
    /// <summary>The hidden layers, from the input to the output.</summary>
    IReadOnlyList<Layer> Layers { get; }

    /// <summary>How many classes there are; labels lie in <c>0..Classes-1</c>.</summary>
    int Classes { get; }

    /// <summary>How many samples one replay delivers.</summary>
    long Samples { get; }

    /// <summary>The share of samples that the model classified correctly in the latest replay; null where that is not known.</summary>
    double? Accuracy => null;

    /// <summary>
    /// Delivers every sample, in the same order and with the same values each time, in batches: for each batch,
    /// each layer once in the order of <see cref="Layers"/>. That the values are the same is relied on, not checked.
    /// </summary>
    /// <param name="sink">Receives the batches, on the calling thread.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="InputException">The activations cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    void Replay(IActivationSink sink, CancellationToken cancellation = default);
}
