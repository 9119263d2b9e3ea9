namespace Coterie.Paper;

/// <summary>Tests of a claim that decide together.</summary>
/// <param name="Name">What they have in common; empty where the claim has one group.</param>
/// <param name="Tests">The tests.</param>
public sealed record ClaimGroup(string Name, IReadOnlyList<ClaimTest> Tests)
{
    /// <summary>What they say; <see cref="Decision"/> has the rule.</summary>
    public Outcome Outcome => Decision.Of(Tests);
}
