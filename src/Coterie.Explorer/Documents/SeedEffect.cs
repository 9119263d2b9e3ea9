namespace Coterie.Explorer.Documents;

/// <summary>How much more a measure correlates with the accuracy of its own run than with that of other seeds' runs.</summary>
internal sealed record SeedEffect
{
    /// <summary>The mean correlation with the accuracy of the same run.</summary>
    public double? Own { get; init; }

    /// <summary>That with the accuracies of other seeds' runs, which the common course of training gives.</summary>
    public double? Others { get; init; }

    /// <summary>The difference.</summary>
    public double? Effect { get; init; }

    /// <summary>The interval of its median over the seeds.</summary>
    public required LevelInterval Interval { get; init; }

    /// <summary>How often accuracies dealt out anew among the seeds differ as much.</summary>
    public double? P { get; init; }

    /// <summary><see cref="P"/> adjusted for all correlations over the same snapshots (Benjamini and Hochberg).</summary>
    public double? AdjustedP { get; init; }

    /// <summary>Whether there are seeds enough to decide anything.</summary>
    public bool Decides { get; init; }
}
