namespace Coterie.Sweeps.Plans;

/// <summary>One value that an option takes in a sweep.</summary>
/// <param name="Text">The value as an argument of the command.</param>
/// <param name="Line">The line of the plan it stands on.</param>
public sealed record AxisValue(string Text, int Line)
{
    /// <summary>The number it is in a table; null if it is none.</summary>
    public double? Number { get; init; }
}
