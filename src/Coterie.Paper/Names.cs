using System.Text.Json;

namespace Coterie.Paper;

/// <summary>Names as the page shows them.</summary>
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
}
