using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>Takes the training steps of an epoch, and adds up how they went.</summary>
internal abstract class TrainingSteps : IDisposable
{
    /// <summary>The sum over the epoch's samples so far of their cross-entropies.</summary>
    public abstract float Loss { get; }

    /// <summary>How many of the epoch's samples so far were classified rightly.</summary>
    public abstract long Correct { get; }

    /// <summary>Begins an epoch.</summary>
    /// <param name="seed">Decides what dropout drops.</param>
    public abstract void Begin(int seed);

    /// <summary>Computes the gradients of a batch's mean loss by the weights.</summary>
    /// <param name="images">samples × features.</param>
    /// <param name="classes">int64, one for each sample.</param>
    public abstract void Differentiate(Tensor images, Tensor classes);

    /// <summary>Has the weights follow the gradients.</summary>
    public abstract void Update();

    /// <inheritdoc/>
    public abstract void Dispose();
}
