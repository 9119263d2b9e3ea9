namespace Coterie.Sweeps.Plans;

/// <summary>An option that differs between the runs of a sweep.</summary>
/// <param name="Option">The option.</param>
/// <param name="Values">Its values, at least one, each once but in a plan that zips.</param>
/// <param name="Line">The line of the plan it stands on.</param>
public sealed record Axis(StudyOption Option, IReadOnlyList<AxisValue> Values, int Line)
{
    /// <summary>The option's name.</summary>
    public string Name => Option.Name;
}
