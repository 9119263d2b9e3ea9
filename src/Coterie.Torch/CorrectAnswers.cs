using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>Counts the samples of each class that a classifier gets right.</summary>
public sealed class CorrectAnswers
{
    private readonly long[] correct;
    private readonly long[] samples;

    /// <summary>Begins with no samples.</summary>
    /// <param name="classes">How many classes there are.</param>
    internal CorrectAnswers(int classes)
    {
        correct = new long[classes];
        samples = new long[classes];
    }

    /// <summary>The share of all samples that are classified correctly.</summary>
    public double Share => correct.Sum() / (double)samples.Sum();

    /// <summary>The share of each class's samples that are classified correctly; null for a class without samples.</summary>
    public IReadOnlyList<double?> ByClass =>
        [.. correct.Zip(samples, (right, all) => all == 0 ? (double?)null : right / (double)all)];

    /// <summary>Adds a batch.</summary>
    /// <param name="logits">What the classifier returns, samples × classes.</param>
    /// <param name="labels">The class of each sample.</param>
    internal void Add(Tensor logits, ReadOnlySpan<int> labels)
    {
        using Tensor largest = logits.argmax(1);
        using Tensor local = largest.cpu();
        ReadOnlySpan<long> answers = MemoryMarshal.Cast<byte, long>(local.bytes);
        for (int d = 0; d < labels.Length; d++)
        {
            samples[labels[d]]++;
            if (answers[d] == labels[d]) correct[labels[d]]++;
        }
    }
}
