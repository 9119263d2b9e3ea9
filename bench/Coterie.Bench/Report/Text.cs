using System.Globalization;
using Coterie.Bench.Compare;

namespace Coterie.Bench.Report;

/// <summary>Formats measured values for people to read.</summary>
internal static class Text
{
    public static string Seconds(double seconds)
    {
        return seconds switch
        {
            >= 100 => Number(seconds, "0") + " s",
            >= 1 => Number(seconds, "0.00") + " s",
            >= 1e-3 => Number(seconds * 1e3, seconds >= 0.1 ? "0" : "0.0") + " ms",
            _ => Number(seconds * 1e6, "0") + " µs",
        };
    }

    public static string Times(double ratio)
    {
        return Number(ratio, ratio >= 100 ? "0" : ratio >= 10 ? "0.0" : "0.00") + " ×";
    }

    /// <summary>The median, with the least and greatest in brackets.</summary>
    public static string Ratio(Spread ratio)
    {
        string median = Times(ratio.Median);
        string least = Times(ratio.Least);
        string greatest = Times(ratio.Greatest);
        return least == greatest ? median : $"{median} ({least[..^2]}–{greatest[..^2]})";
    }

    public static string Rate(double bytes, double seconds)
    {
        return Number(bytes / seconds / 1e9, "0.0") + " GB/s";
    }

    public static string Number(double value, string format)
    {
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>A difference of modularities.</summary>
    public static string Signed(double value)
    {
        string digits = Number(Math.Abs(value), "0.00000");
        return digits == "0.00000" ? "equal" : (value < 0 ? "−" : "+") + digits;
    }

    public static string Count(long value)
    {
        return value.ToString("#,0", CultureInfo.InvariantCulture);
    }
}
