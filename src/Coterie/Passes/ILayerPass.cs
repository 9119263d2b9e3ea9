using System.Numerics;

namespace Coterie.Passes;

/// <summary>
/// A second pass over one layer: it is told which neurons to look at, takes each batch, and gives its result. A pass that can divide may be
/// told several times, each time other neurons, and then takes all batches again.
/// </summary>
internal interface ILayerPass
{
    /// <summary>Says which neurons the next batches are looked at for, before the first sample.</summary>
    /// <param name="from">The first neuron; a multiple of 16.</param>
    /// <param name="until">Behind the last neuron. Where the pass cannot divide, the neurons are always all of the layer.</param>
    void Begin(int from, int until)
    {
    }

    /// <summary>Adds a batch, with as many threads as the settings allow; the result must not depend on how many.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="activations">samples × all neurons of the layer, row by row; valid during the call only.</param>
    /// <param name="labels">The class of each sample.</param>
    void Add<T>(ReadOnlySpan<T> activations, ReadOnlySpan<int> labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>The result, when all samples have been added; its type is the key by which it is found.</summary>
    object Finish();
}
