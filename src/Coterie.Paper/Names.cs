using System.Text.Json;

namespace Coterie.Paper;

/// <summary>Words for the standing of claims and the outcome of hypotheses, as the page shows them.</summary>
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

    /// <summary>The standing of a claim about one correlation, in words.</summary>
    /// <param name="standing">The standing.</param>
    public static string Of(Standing standing)
    {
        return standing switch
        {
            Standing.Survives => "survives",
            Standing.Contradicted => "contradicted",
            _ => "unclear",
        };
    }

    /// <summary>The outcome of a hypothesis, in words.</summary>
    /// <param name="outcome">The outcome.</param>
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
