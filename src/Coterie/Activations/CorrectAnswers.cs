namespace Coterie.Activations;

/// <summary>Counts the samples of each class that a classifier gets right.</summary>
/// <param name="classes">How many classes there are.</param>
public sealed class CorrectAnswers(int classes)
{
    private readonly long[] correct = new long[classes];
    private readonly long[] samples = new long[classes];

    /// <summary>The share of all samples that are classified correctly.</summary>
    public double Share => correct.Sum() / (double)samples.Sum();

    /// <summary>The share of each class's samples that are classified correctly; null for a class without samples.</summary>
    public IReadOnlyList<double?> ByClass =>
        [.. correct.Zip(samples, (right, all) => all == 0 ? (double?)null : right / (double)all)];

    /// <summary>Adds a sample.</summary>
    /// <param name="label">Its class, in <c>0..classes-1</c>.</param>
    /// <param name="answer">The class that the classifier gives it.</param>
    public void Add(int label, long answer)
    {
        samples[label]++;
        if (answer == label) correct[label]++;
    }
}
