namespace Coterie.Activations;

/// <summary>
/// The activations of one snapshot, which can be replayed as often as needed: held in memory, read from a file, or computed by running the
/// model again.
/// </summary>
public interface IActivationSource
{
    /// <summary>The hidden layers, from the input to the output.</summary>
    IReadOnlyList<Layer> Layers { get; }

    /// <summary>The number of classes; labels are 0 to <c>Classes − 1</c>.</summary>
    int Classes { get; }

    /// <summary>The number of samples that one replay delivers.</summary>
    long Samples { get; }

    /// <summary>The share of samples that the model classified correctly in the latest replay; null where that is not known.</summary>
    double? Accuracy => null;

    /// <summary>The same share for the samples of each class; null where that is not known.</summary>
    IReadOnlyList<double?>? ClassAccuracy => null;

    /// <summary>
    /// The weights of each layer, in the order of <see cref="Layers"/>; null where not known. They are computed at each access.
    /// </summary>
    IReadOnlyList<LayerWeights?>? Weights => null;

    /// <summary>
    /// Delivers every sample in batches: for each batch, each layer once, in any order of the layers, with the labels of the batch. Each
    /// replay delivers the same samples in the same order with the same values; this is relied on, not checked. Batches of a few
    /// thousand samples are analysed fastest; no result depends on their size.
    /// </summary>
    /// <param name="sink">Receives the batches, on the calling thread.</param>
    /// <param name="cancellation">Stops the replay between two batches.</param>
    /// <exception cref="InputException">The activations cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    void Replay(IActivationSink sink, CancellationToken cancellation = default);
}
