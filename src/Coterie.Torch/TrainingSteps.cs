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

    /// <summary>Takes a step.</summary>
    /// <param name="images">samples × features.</param>
    /// <param name="classes">int64, one for each sample.</param>
    public abstract void Take(Tensor images, Tensor classes);

    /// <inheritdoc/>
    public abstract void Dispose();
}
