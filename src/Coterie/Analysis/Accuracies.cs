namespace Coterie;

/// <summary>The accuracies of a snapshot, as shares in 0..1; null where not known.</summary>
public sealed record Accuracies
{
    /// <summary>Nothing is known.</summary>
    public static Accuracies None { get; } = new();

    /// <summary>Over the epoch's batches in training mode, as Keras reports it.</summary>
    public double? Running { get; init; }

    /// <summary>Over the training samples in evaluation mode, after the epoch.</summary>
    public double? Evaluated { get; init; }

    /// <summary>Over the test samples, after the epoch.</summary>
    public double? Test { get; init; }

    /// <summary>The accuracy of one kind.</summary>
    /// <param name="kind">Which.</param>
    public double? this[AccuracyKind kind] => kind switch
    {
        AccuracyKind.Running => Running,
        AccuracyKind.Evaluated => Evaluated,
        _ => Test,
    };
}
