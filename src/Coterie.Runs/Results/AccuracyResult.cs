namespace Coterie.Runs.Results;

/// <summary>The accuracies of a snapshot, as shares in 0..1; null where not known.</summary>
public sealed record AccuracyResult
{
    /// <summary>Over the epoch's batches in training mode, as Keras reports it.</summary>
    public double? Running { get; init; }

    /// <summary>Over the training samples in evaluation mode, after the epoch.</summary>
    public double? Evaluated { get; init; }

    /// <summary>Over the test samples, after the epoch.</summary>
    public double? Test { get; init; }
}
