using System.Globalization;
using System.Text;
using Coterie.Statistics;

namespace Coterie.Paper;

/// <summary>Formats tables and values in Markdown.</summary>
internal static class Markdown
{
    public const string None = "–";

    public static void Table(StringBuilder page, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        Row(page, head);
        Row(page, [.. head.Select(_ => "---")]);
        foreach (IReadOnlyList<string> row in rows) Row(page, row);
        page.Append('\n');
    }

    // Rounded before the sign is taken, so that there is no "minus zero".
    public static string Coefficient(double? value)
    {
        if (value is not { } r) return None;
        double rounded = Math.Round(r, 2, MidpointRounding.AwayFromZero);
        return (rounded < 0 ? "−" : "") + Math.Abs(rounded).ToString("0.00", CultureInfo.InvariantCulture);
    }

    public static string P(double? p)
    {
        return p?.ToString("0.00#", CultureInfo.InvariantCulture) ?? None;
    }

    public static string Percent(double? value)
    {
        return value?.ToString("0.00", CultureInfo.InvariantCulture) ?? None;
    }

    public static string Interval(SeedSummary? summary)
    {
        return summary is { Lower: { } lower, Upper: { } upper } ? $"{Coefficient(lower)} to {Coefficient(upper)}" : None;
    }

    public static string Range(SeedSummary? summary)
    {
        return summary is null ? None : $"{Coefficient(summary.Minimum)} to {Coefficient(summary.Maximum)}";
    }

    public static string Agreement(bool? agrees)
    {
        return agrees switch { true => "yes", false => "no", null => None };
    }

    private static void Row(StringBuilder page, IReadOnlyList<string> cells)
    {
        page.Append("| ").AppendJoin(" | ", cells.Select(Printable.Line)).Append(" |\n");
    }
}
