using static TorchSharp.torch;

namespace Coterie.Training;

/// <summary>A way to take training steps. It adds up loss and correct answers over an epoch.</summary>
internal abstract class TrainingBackend : IDisposable
{
    /// <summary>The sum of the cross-entropies of the epoch's samples so far.</summary>
    public abstract float Loss { get; }

    /// <summary>How many of the epoch's samples so far were classified correctly.</summary>
    public abstract long Correct { get; }

    /// <summary>Begins an epoch: its sums start at zero.</summary>
    /// <param name="seed">Decides what dropout drops.</param>
    public abstract void Begin(int seed);

    /// <summary>Takes one step: the gradients of the batch's mean loss, then the optimiser's update of the weights.</summary>
    /// <param name="inputs">samples × the shape of a sample, float32.</param>
    /// <param name="labels">The class of each sample, int64.</param>
    public abstract void Step(Tensor inputs, Tensor labels);

    /// <inheritdoc/>
    public abstract void Dispose();
}
