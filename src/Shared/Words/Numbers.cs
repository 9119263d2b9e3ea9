using Coterie.Measures;

namespace Coterie.Words;

/// <summary>Formats numbers for tables.</summary>
internal static class Numbers
{
    /// <summary>The text for a value that does not exist.</summary>
    public const string None = "–";

    /// <summary>The value of a measure, with the digits of its unit.</summary>
    public static string Of(double? value, MeasureUnit unit)
    {
        return unit switch
        {
            MeasureUnit.Count => Of(value, "0"),
            MeasureUnit.Share => Share(value),
            MeasureUnit.Ratio => Signed(value),
            _ => OneDigit(value),
        };
    }

    public static string Of(double? value, string format)
    {
        return value is { } number ? number.ToString(format) : None;
    }

    /// <summary>A modularity or a correlation, with its sign.</summary>
    public static string Signed(double? value)
    {
        // Rounded first, so that there is no "minus zero".
        return Of(value is { } number ? Math.Round(number, 3) + 0.0 : null, " 0.000;-0.000");
    }

    /// <summary>The same with two digits and no room for a sign.</summary>
    public static string Short(double? value)
    {
        return Of(value is { } number ? Math.Round(number, 2) + 0.0 : null, "0.00;-0.00");
    }

    /// <summary>A difference of correlations, with its sign.</summary>
    public static string Plus(double? value)
    {
        return Of(value is { } number ? Math.Round(number, 2) + 0.0 : null, "+0.00;-0.00;0.00");
    }

    /// <summary>A p-value, with three digits.</summary>
    public static string P(double? value)
    {
        return value < 0.0005 ? "<0.001" : Of(value, "0.000");
    }

    /// <summary>A share in 0..1, such as an accuracy.</summary>
    public static string Share(double? value)
    {
        return Of(value, "0.0000");
    }

    /// <summary>An entropy, or a mean.</summary>
    public static string OneDigit(double? value)
    {
        return Of(value, "0.0");
    }

    /// <summary>An epoch, with four digits after the point within the first and two within a later one.</summary>
    public static string Epoch(double epoch)
    {
        return epoch.ToString(epoch < 1 ? "0.####" : "0.##");
    }

    /// <summary>A time as <c>1:05:09</c> or <c>5:09</c>.</summary>
    public static string Duration(TimeSpan time)
    {
        return time.TotalHours >= 1 ? time.ToString(@"h\:mm\:ss") : time.ToString(@"m\:ss");
    }
}
