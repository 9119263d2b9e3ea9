namespace Coterie.Cli.Views;

/// <summary>Figures as tables show them.</summary>
internal static class Figure
{
    public const string None = "–";

    public static string Of(double? value, string format)
    {
        return value is { } figure ? figure.ToString(format) : None;
    }

    /// <summary>A modularity or a correlation, with its sign.</summary>
    public static string Signed(double? value)
    {
        // Rounded first, and never to minus zero.
        return Of(value is { } figure ? Math.Round(figure, 3) + 0.0 : null, " 0.000;-0.000");
    }

    public static string Accuracy(double? value)
    {
        return Of(value, "0.0000");
    }

    public static string Entropy(double? value)
    {
        return Of(value, "0.0");
    }

    /// <summary>A time as <c>1:05:09</c> or <c>5:09</c>.</summary>
    public static string Duration(TimeSpan time)
    {
        return time.TotalHours >= 1 ? time.ToString(@"h\:mm\:ss") : time.ToString(@"m\:ss");
    }
}
