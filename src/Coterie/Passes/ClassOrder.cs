namespace Coterie.Passes;

/// <summary>The samples of a batch sorted by class, those of one class in their own order.</summary>
internal sealed class ClassOrder
{
    private readonly int[] samples;
    private readonly int[] starts;

    /// <summary>Sorts the samples of a batch.</summary>
    /// <param name="labels">The class of each sample, from 0 to <paramref name="classes"/> − 1.</param>
    /// <param name="classes">The number of classes.</param>
    public ClassOrder(ReadOnlySpan<int> labels, int classes)
    {
        samples = new int[labels.Length];
        starts = new int[classes + 1];
        foreach (int label in labels) starts[label + 1]++;
        for (int i = 0; i < classes; i++) starts[i + 1] += starts[i];
        int[] next = starts[..^1];
        for (int d = 0; d < labels.Length; d++) samples[next[labels[d]]++] = d;
    }

    /// <summary>The samples of all classes.</summary>
    public ReadOnlySpan<int> All => samples;

    /// <summary>Where in <see cref="All"/> the samples of a class begin.</summary>
    public int Start(int @class)
    {
        return starts[@class];
    }

    /// <summary>The samples of a class.</summary>
    public ReadOnlySpan<int> Of(int @class)
    {
        return samples.AsSpan(starts[@class]..starts[@class + 1]);
    }
}
