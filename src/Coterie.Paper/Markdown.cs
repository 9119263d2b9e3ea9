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
        return p is < 0.0005 ? "<0.001" : p?.ToString("0.00#", CultureInfo.InvariantCulture) ?? None;
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

    public static string Interval(MedianInterval? interval)
    {
        return interval is { } found ? $"{Effect(found.Lower)} to {Effect(found.Upper)}" : None;
    }

    /// <summary>An effect, which may be much smaller than a coefficient, or a number of neurons.</summary>
    public static string Effect(double value)
    {
        double rounded = Math.Round(value, Math.Abs(value) < 1 ? 3 : 1, MidpointRounding.AwayFromZero);
        return (rounded < 0 ? "−" : "") + Math.Abs(rounded).ToString("0.0##", CultureInfo.InvariantCulture);
    }

    public static string Number(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? None;

    /// <summary>Text in lines of at most 130 characters, where words allow.</summary>
    public static void Paragraph(StringBuilder page, string text)
    {
        int column = 0;
        foreach (string word in text.Split(' '))
        {
            if (column > 0) page.Append(column + 1 + word.Length > 130 ? '\n' : ' ');
            column = column > 0 && column + 1 + word.Length <= 130 ? column + 1 + word.Length : word.Length;
            page.Append(word);
        }
        page.Append("\n\n");
    }

    private static void Row(StringBuilder page, IReadOnlyList<string> cells)
    {
        page.Append("| ").AppendJoin(" | ", cells.Select(Printable.Line)).Append(" |\n");
    }
}
