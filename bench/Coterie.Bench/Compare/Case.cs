namespace Coterie.Bench.Compare;

/// <summary>Sides that take turns on one input.</summary>
/// <param name="Name">How it is called, after its section: <c>communities/100000</c>.</param>
/// <param name="Sides">Those compared, in the order of their turns.</param>
/// <param name="Rounds">How many turns each has.</param>
/// <param name="Input">Makes the input, if it is not there yet.</param>
internal sealed record Case(string Name, int Rounds, Func<WorkInput> Input, params IReadOnlyList<Side> Sides)
{
    /// <summary>The seed of the first turn; the others' follow it.</summary>
    public int FirstSeed { get; init; } = 1;
}
