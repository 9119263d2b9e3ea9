using System.Text.Json;

namespace Coterie.Paper;

/// <summary>How people read what becomes of claims.</summary>
public static class Names
{
    /// <summary>A value of an enumeration as tables name it: in camel case.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <param name="value">The value.</param>
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        return JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
    }

    /// <summary>What becomes of a claim about one correlation.</summary>
    /// <param name="standing">What the measurements say.</param>
    public static string Of(Standing standing)
    {
        return standing switch
        {
            Standing.Survives => "survives",
            Standing.Contradicted => "contradicted",
            _ => "unclear",
        };
    }

    /// <summary>What becomes of a hypothesis.</summary>
    /// <param name="outcome">The verdict's.</param>
    public static string Of(Outcome outcome)
    {
        return outcome switch
        {
            Outcome.Holds => "holds",
            Outcome.HoldsInPart => "holds in part",
            Outcome.Fails => "fails",
            _ => "unclear",
        };
    }
}
