namespace Coterie.Sweeps.Plans;

/// <summary>A run of a sweep.</summary>
/// <param name="Number">Its number in the plan, from 1.</param>
/// <param name="Name">The name of its folder in the folder of the sweep.</param>
/// <param name="Arguments">
/// The arguments of <c>coterie study</c> that decide the run's values: without <c>study</c>, the folder, threads and the like.
/// </param>
/// <param name="Values">The value of each axis, in the order of the plan's axes.</param>
/// <param name="Seed">Its seed.</param>
public sealed record PlannedRun(
    int Number, string Name, IReadOnlyList<string> Arguments, IReadOnlyList<AxisValue> Values, int Seed)
{
    /// <summary>What its combination of values is known by: the same for the runs that differ in the seed alone.</summary>
    public string Combination => string.Join('\n', Values.Select(value => value.Text));
}
