using Coterie.Statistics;

namespace Coterie.Paper;

/// <summary>One test of a claim: an effect over the seeds of one study.</summary>
public sealed record ClaimTest
{
    /// <summary>The study.</summary>
    public required string Study { get; init; }

    /// <summary>Whether its labels were permuted: a control with nothing to learn but by heart.</summary>
    public required bool IsControl { get; init; }

    /// <summary>What is tested there, such as <c>layer 2, weightedOverlap</c>.</summary>
    public required string Of { get; init; }

    /// <summary>The direction that is claimed, 1 or −1.</summary>
    public int Sign { get; init; } = 1;

    /// <summary>The effect; the claim says what it is.</summary>
    public required double Effect { get; init; }

    /// <summary>The interval of the effect's median over seeds; null with one seed.</summary>
    public required MedianInterval? Interval { get; init; }

    /// <summary>The interval that can refute the claim, on the scale of <see cref="Smallest"/>; null where there is none.</summary>
    public required MedianInterval? Limits { get; init; }

    /// <summary>The smallest effect, in the claimed direction, that would matter.</summary>
    public required double Smallest { get; init; }

    /// <summary>The p-value, two-sided; null where there is none.</summary>
    public required double? P { get; init; }

    /// <summary>The p-value adjusted for all tests of the comparison; null where there is none.</summary>
    public double? AdjustedP { get; init; }

    /// <summary>How many seeds.</summary>
    public required int Seeds { get; init; }

    /// <summary>What the test says.</summary>
    public Outcome Outcome => Decision.Of(this);
}
