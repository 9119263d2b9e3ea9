using System.Runtime.InteropServices;
using Coterie.Activations;
using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>Counts correct answers in tensors.</summary>
internal static class TensorAnswers
{
    /// <summary>Adds a batch.</summary>
    /// <param name="answers">Where to count.</param>
    /// <param name="logits">What the classifier returns, samples × classes.</param>
    /// <param name="labels">The class of each sample.</param>
    public static void Add(this CorrectAnswers answers, Tensor logits, ReadOnlySpan<int> labels)
    {
        using Tensor largest = logits.argmax(1);
        using Tensor local = largest.cpu();
        ReadOnlySpan<long> found = MemoryMarshal.Cast<byte, long>(local.bytes);
        for (int d = 0; d < labels.Length; d++) answers.Add(labels[d], found[d]);
    }
}
