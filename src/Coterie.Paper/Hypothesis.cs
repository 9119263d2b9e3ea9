namespace Coterie.Paper;

/// <summary>A claim that the paper's evaluation tests. The names are the paper's; the wording is this project's.</summary>
/// <param name="Name">H1, H2 or H3.</param>
/// <param name="Statement">What is claimed.</param>
/// <param name="Table">The table whose correlations decide it.</param>
/// <param name="Sign">The sign that its correlations with training accuracy should have.</param>
public sealed record Hypothesis(string Name, string Statement, int Table, int Sign)
{
    /// <summary>The three hypotheses.</summary>
    public static IReadOnlyList<Hypothesis> All { get; } =
    [
        new("H1", "Communities of neurons form and grow as training accuracy grows: nodes per community correlate with it.", 3, 1),
        new("H2", "The modularity of the activation pattern graph correlates with training accuracy.", 4, 1),
        new("H3", "The entropy of the neurons' activations correlates negatively with training accuracy.", 5, -1),
    ];
}
