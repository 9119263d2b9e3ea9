using System.Text.Json.Serialization;

namespace Coterie;

/// <summary>The accuracies of a snapshot, as shares in 0..1; null where not known.</summary>
public sealed record Accuracies
{
    /// <summary>Nothing is known.</summary>
    public static Accuracies None { get; } = new();

    /// <summary>Over the batches of the epoch before the snapshot in training mode, as Keras reports it.</summary>
    public double? Running { get; init; }

    /// <summary>Over the training samples in evaluation mode, at the snapshot.</summary>
    public double? Evaluated { get; init; }

    /// <summary>Over the test samples in evaluation mode, at the snapshot.</summary>
    public double? Test { get; init; }

    /// <summary>
    /// <see cref="Evaluated"/> over the training samples of each class; null where not known, as is the entry of a class without samples.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<double?>? EvaluatedByClass { get; init; }

    /// <summary><see cref="Test"/> over the test samples of each class; null where not known.</summary>
    [JsonIgnore]
    public IReadOnlyList<double?>? TestByClass { get; init; }

    /// <summary>The accuracy of one kind.</summary>
    /// <param name="kind">Which.</param>
    public double? this[AccuracyKind kind] => kind switch
    {
        AccuracyKind.Running => Running,
        AccuracyKind.Evaluated => Evaluated,
        _ => Test,
    };
}
