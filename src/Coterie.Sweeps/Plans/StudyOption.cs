namespace Coterie.Sweeps.Plans;

/// <summary>A long option of <c>coterie study</c>, by which a plan names it.</summary>
/// <param name="Name">The name without dashes, such as <c>learning-rate</c>.</param>
/// <param name="IsFlag">Whether it takes no value: a plan says <c>true</c> or <c>false</c>.</param>
/// <param name="IsWhole">Whether it takes a whole number, to which the values of a range are rounded.</param>
public sealed record StudyOption(string Name, bool IsFlag, bool IsWhole)
{
    /// <summary>The first argument of <c>study</c>, which is no option.</summary>
    public const string Preset = "preset";

    /// <summary>The arguments that give the option a value.</summary>
    /// <param name="value">The value as text; <c>true</c> or <c>false</c> for a flag.</param>
    internal IEnumerable<string> Arguments(string value)
    {
        if (Name == Preset) return [value];
        if (IsFlag) return value == "true" ? [$"--{Name}"] : [];
        return [$"--{Name}", value];
    }
}
