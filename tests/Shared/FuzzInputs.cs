using System.Globalization;

namespace Coterie.Tests.Shared;

/// <summary>How many damaged files a fuzzing test makes; other ones in each run of the tests.</summary>
internal static class FuzzInputs
{
    private const string Variable = "COTERIE_FUZZ_INPUTS";

    /// <summary>The number in the environment variable <c>COTERIE_FUZZ_INPUTS</c>; 5000 where it is not set.</summary>
    public static int Count { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text
        ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)
        : 5000;
}
