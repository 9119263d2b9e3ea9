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

    /// <summary>The correlation of the changes from snapshot to snapshot, which steady drift does not affect.</summary>
    public SeedSummary? Changes { get; init; }

    /// <summary>Whether the median has the published sign; null where either is missing or zero.</summary>
    public bool? SignAgrees => Theirs is not { } theirs || Ours is null || Math.Sign(theirs) * Math.Sign(Ours.Median) == 0
        ? null
        : Math.Sign(theirs) == Math.Sign(Ours.Median);

    /// <summary>Whether the median is as strong as published; null where either is missing.</summary>
    public bool? StrengthAgrees => Theirs is { } theirs && Ours is not null
        ? Standings.StrengthOf(theirs) == Standings.StrengthOf(Ours.Median)
        : null;

    /// <summary>Whether the published relation survives; null where none is claimed: no value, a weak one, or a doubtful sign.</summary>
    public Standing? Standing => Theirs is { } theirs && !Doubtful && Standings.StrengthOf(theirs) != Strength.Weak
        ? Standings.Of(Ours, Math.Sign(theirs))
        : null;

    /// <summary>Whether the changes correlate too, with the sign of the median, which drift alone does not cause.</summary>
    public bool BeyondDrift => Ours is not null && Changes is not null
        && Math.Sign(Changes.Median) == Math.Sign(Ours.Median) && Changes.P <= Standings.ChangesLevel;
}
