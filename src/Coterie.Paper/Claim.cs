namespace Coterie.Paper;

/// <summary>A claim of the paper, and what became of it.</summary>
/// <param name="Name">A short name: H1 to H3, the paper's hypotheses, then C4 and on.</param>
/// <param name="Statement">The claim: the paper's own words for its hypotheses, this project's for the others.</param>
/// <param name="Method">How it is tested, and what the effect is.</param>
/// <param name="Groups">The tests in groups, such as those against one null model: a claim must hold in each.</param>
public sealed record Claim(string Name, string Statement, string Method, IReadOnlyList<ClaimGroup> Groups)
{
    /// <summary>What became of it: refuted where a group refutes it, supported where every group supports it.</summary>
    public Outcome Outcome => Groups.Any(group => group.Outcome == Outcome.Refuted) ? Outcome.Refuted
        : Groups.Count > 0 && Groups.All(group => group.Outcome == Outcome.Supported) ? Outcome.Supported
        : Outcome.Undecided;

    /// <summary>How many tests in studies with true labels have an outcome.</summary>
    /// <param name="outcome">The outcome; null for any.</param>
    public int Count(Outcome? outcome = null) => Groups.Sum(group => group.Tests.Count(
        test => !test.IsControl && (outcome is null || test.Outcome == outcome)));
}
