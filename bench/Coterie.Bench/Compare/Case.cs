namespace Coterie.Bench.Compare;

/// <summary>A case of the comparison: several sides, measured in turns on one input.</summary>
/// <param name="Name">Its section and its name, such as <c>communities/100000</c>.</param>
/// <param name="Sides">The sides to compare, in the order of their turns.</param>
/// <param name="Rounds">How many turns each has.</param>
/// <param name="Input">Makes the input, if it does not exist yet.</param>
internal sealed record Case(string Name, int Rounds, Func<WorkInput> Input, params IReadOnlyList<Side> Sides)
{
    /// <summary>The seed of the first turn; later turns count up from it.</summary>
    public int FirstSeed { get; init; } = 1;
}
