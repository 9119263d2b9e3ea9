using Coterie.Entropy;
using Coterie.Statistics;

namespace Coterie.Paper;

/// <summary>A correlation of the paper's tables: the measured value beside the published one.</summary>
public sealed record ComparedFigure
{
    /// <summary>The paper's table, 3 to 6.</summary>
    public required int Table { get; init; }

    /// <summary>The hidden layer, from 1; null for the whole model.</summary>
    public int? Layer { get; init; }

    /// <summary>The class, from 0; null for all.</summary>
    public int? Class { get; init; }

    /// <summary>The measure: <c>averageSize</c>, one of the four modularities, or <c>entropy</c>.</summary>
    public required string Measure { get; init; }

    /// <summary>The entropy's form; null for other measures.</summary>
    public EntropyForm? Form { get; init; }

    /// <summary>The training accuracy with which it is correlated.</summary>
    public required AccuracyKind Accuracy { get; init; }

    /// <summary>Which coefficient.</summary>
    public required Coefficient Coefficient { get; init; }

    /// <summary>The published value; null where there is none, or it cannot be read.</summary>
    public double? Theirs { get; init; }

    /// <summary>Whether the published sign may have been lost.</summary>
    public bool Doubtful { get; init; }

    /// <summary>The measured correlation; null where there is none.</summary>
    public SeedSummary? Ours { get; init; }

    /// <summary>
    /// The correlation with the accuracy of its own run beside that with other seeds', both given a smooth course of training time; those
    /// without it are in <see cref="Ours"/>. Null where there is none.
    /// </summary>
    public SeedPairing? GivenTime { get; init; }

    /// <summary>The correlation of the changes from snapshot to snapshot, a description.</summary>
    public SeedSummary? Changes { get; init; }
}
