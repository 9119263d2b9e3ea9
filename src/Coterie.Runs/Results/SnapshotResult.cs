namespace Coterie.Runs.Results;

/// <summary>The figures of one snapshot.</summary>
public sealed record SnapshotResult
{
    /// <summary>After which epoch it was taken, from 1; for dumps without accuracies, their place.</summary>
    public required int Epoch { get; init; }

    /// <summary>How well the network did.</summary>
    public required AccuracyResult Accuracy { get; init; }

    /// <summary>The model's entropy: the sum over its layers.</summary>
    public required EntropyResult Entropy { get; init; }

    /// <summary>The model's entropy over the samples of each class (Table 6).</summary>
    public required IReadOnlyList<EntropyResult> ClassEntropy { get; init; }

    /// <summary>The hidden layers, from the input to the output.</summary>
    public required IReadOnlyList<LayerResult> Layers { get; init; }

    /// <summary>Gathers the figures of an analysis.</summary>
    /// <param name="epoch">After which epoch it was taken.</param>
    /// <param name="accuracy">How well the network did.</param>
    /// <param name="analysis">The analysis.</param>
    /// <param name="classes">How many classes.</param>
    public static SnapshotResult Of(int epoch, AccuracyResult accuracy, SnapshotAnalysis analysis, int classes)
    {
        return new SnapshotResult
        {
            Epoch = epoch,
            Accuracy = accuracy,
            Entropy = EntropyResult.Of(analysis.Entropy),
            ClassEntropy = [.. Enumerable.Range(0, classes).Select(i => EntropyResult.Of(analysis.ClassEntropy(i)))],
            Layers = [.. analysis.Layers.Select(LayerResult.Of)],
        };
    }
}
