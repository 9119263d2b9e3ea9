namespace Coterie.Sweeps.Plans;

/// <summary>Combinations that a plan leaves out: those in which every named axis has one of the named values.</summary>
/// <param name="Axes">For each axis by its place in the plan, the places of its values.</param>
/// <param name="Seeds">The seeds; null for all.</param>
internal sealed record Exclusion(IReadOnlyDictionary<int, IReadOnlySet<int>> Axes, IReadOnlySet<int>? Seeds)
{
    /// <summary>Whether it leaves out a run.</summary>
    /// <param name="places">For each axis, the place of its value.</param>
    /// <param name="seed">The run's seed.</param>
    public bool Takes(ReadOnlySpan<int> places, int seed)
    {
        if (Seeds is not null && !Seeds.Contains(seed)) return false;
        foreach ((int axis, IReadOnlySet<int> values) in Axes)
        {
            if (!values.Contains(places[axis])) return false;
        }
        return true;
    }
}
