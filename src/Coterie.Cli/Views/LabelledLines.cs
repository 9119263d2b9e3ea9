namespace Coterie.Cli.Views;

/// <summary>Writes a label and a list behind it, broken where the line is full: between its parts, within a part only if it must.</summary>
/// <param name="terminal">Where to write.</param>
/// <param name="most">How many lines a list may take; the rest of it is cut.</param>
internal sealed class LabelledLines(Terminal terminal, int most = 3)
{
    private const int Column = 15;

    public void Write(string label, params IReadOnlyList<string> parts)
    {
        int width = terminal.Output.Profile.Width - Column;
        List<string> lines = [""];
        foreach (string part in parts)
        {
            if (Add(part, " · ")) continue;
            lines.Add("");
            if (Add(part, "")) continue;
            foreach (string word in part.Split(' '))
            {
                if (Add(word, " ")) continue;
                lines.Add(word.Length <= width ? word : $"{word[..(width - 1)]}…");
            }
        }
        lines.RemoveAll(line => line.Length == 0);
        if (lines.Count > most) lines[most - 1] = $"{lines[most - 1][..Math.Min(lines[most - 1].Length, width - 2)]} …";
        string head = $"  {label}".PadRight(Column);
        foreach (string line in lines.Take(most))
        {
            terminal.Line(head + line);
            head = new string(' ', Column);
        }

        bool Add(string text, string between)
        {
            string longer = lines[^1].Length == 0 ? text : lines[^1] + between + text;
            if (longer.Length > width) return false;
            lines[^1] = longer;
            return true;
        }
    }
}
