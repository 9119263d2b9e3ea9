using Spectre.Console;

namespace Coterie.Cli.Views;

/// <summary>Tables that fit the terminal.</summary>
internal static class Tables
{
    // The spaces between columns.
    private const int Between = 2;

    /// <summary>Text for a cell as markup, in which neither markup nor control characters have a meaning.</summary>
    public static string Text(string text) => Markup.Escape(Printable.Line(text));

    /// <summary>A table with right-aligned columns. A title that is longer than the table is wide is better written above it.</summary>
    public static Table New(string title, params string[] columns)
    {
        Table table = new Table().Border(TableBorder.Simple);
        if (title.Length > 0) table.Title = new TableTitle($"\n{Text(title)}", new Style(decoration: Decoration.Bold));
        foreach (string column in columns)
        {
            // Headings have line breaks of their own.
            string heading = string.Join('\n', column.Split('\n').Select(Text));
            table.AddColumn(new TableColumn(heading).RightAligned().NoWrap().PadLeft(0).PadRight(1));
        }
        return table;
    }

    /// <summary>Splits columns into as many tables as needed to fit the width; each table repeats the first column.</summary>
    /// <param name="title">The title of the first table; the others are marked as continued.</param>
    /// <param name="first">The heading and cells of the first column.</param>
    /// <param name="others">The headings and cells of the other columns.</param>
    /// <param name="width">How many characters a line has.</param>
    public static IEnumerable<Table> Split(
        string title, (string Heading, string[] Cells) first, IReadOnlyList<(string Heading, string[] Cells)> others, int width)
    {
        int rest = width - WidthOf(first) - Between;
        for (int from = 0; from < others.Count;)
        {
            int until = from, taken = 0;
            do taken += WidthOf(others[until++]);
            while (until < others.Count && taken + WidthOf(others[until]) <= rest);
            (string Heading, string[] Cells)[] columns = [first, .. others.Skip(from).Take(until - from)];
            string heading = from == 0 || title.Length == 0 ? title : $"{title}, continued";
            Table table = New(heading, [.. columns.Select(column => column.Heading.Replace(' ', '\n'))]);
            for (int row = 0; row < first.Cells.Length; row++)
            {
                table.AddRow([.. columns.Select(column => Text(column.Cells[row]))]);
            }
            yield return table;
            from = until;
        }
    }

    /// <summary>Removes the space between columns.</summary>
    public static void Tighten(Table table)
    {
        foreach (TableColumn column in table.Columns) column.PadRight(0);
    }

    private static int WidthOf((string Heading, string[] Cells) column)
    {
        return Between + column.Heading.Split(' ').Concat(column.Cells).Max(text => text.Length);
    }
}
