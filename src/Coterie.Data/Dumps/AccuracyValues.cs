namespace Coterie.Data;

/// <summary>The values of one column of accuracies, read as shares or as percent.</summary>
/// <param name="path">The file, for messages.</param>
/// <param name="name">The column's name in the header.</param>
internal sealed class AccuracyValues(string path, string name)
{
    // A single percent would be as likely a loss, or a share that was computed wrongly.
    private const double LeastPercent = 5;

    // Shares summed in float32 end a little above 1.
    private const double Rounding = 1e-6;

    private readonly List<(long Line, string Written, double Value, bool Percent)> values = [];

    /// <summary>The column's name in the header.</summary>
    public string Name => name;

    /// <summary>How many values it has.</summary>
    public int Count => values.Count;

    /// <summary>Whether its values are percent; known after <see cref="Shares"/>.</summary>
    public bool IsPercent { get; private set; }

    /// <summary>Adds a value as it is written.</summary>
    /// <returns>Its index.</returns>
    public int Add(string written, long line)
    {
        string text = written.Trim();
        bool percent = text.EndsWith('%');
        if (!AccuracyText.TryNumber(percent ? text[..^1] : text, out double value) || value is < 0 or > 100) throw Bad(line, written);
        values.Add((line, written, value, percent));
        return values.Count - 1;
    }

    /// <summary>Whether two values are the same number.</summary>
    public bool AreSame(int one, int other)
    {
        return values[one].Value == values[other].Value && values[one].Percent == values[other].Percent;
    }

    /// <summary>A value as it is written.</summary>
    public string Written(int index) => values[index].Written;

    /// <summary>
    /// All values as shares from 0 to 1. They are percent where a sign says so, or where none is a share: the largest is 5 or more, and
    /// none is between 0 and 1.
    /// </summary>
    /// <exception cref="InputException">Some values are shares and some are percent, or it cannot be told.</exception>
    public double[] Shares()
    {
        if (values.Count == 0) return [];
        bool said = AccuracyColumnNames.SaysPercent(name);
        double most = values.Max(value => value.Value);
        int signs = values.Count(value => value.Percent);
        IsPercent = said || signs > 0 || most > 1 + Rounding;
        if (!IsPercent) return [.. values.Select(value => Math.Min(value.Value, 1))];
        if (!said && signs == 0 && most < LeastPercent)
        {
            (long line, string written, _, _) = values.First(value => value.Value > 1 + Rounding);
            throw Bad(line, written);
        }
        foreach ((long line, string written, double value, bool percent) in values)
        {
            if (said || percent || value == 0 || (signs == 0 && value > 1)) continue;
            throw new InputException(
                $"{path}: line {line}: found '{Printable.Name(written)}' as {Printable.Name(name)} among percent; expected all values from "
                + "0 to 1, or all in percent (write % into the column's name)");
        }
        return [.. values.Select(value => value.Value / 100)];
    }

    private InputException Bad(long line, string written)
    {
        return new InputException(
            $"{path}: line {line}: found '{Printable.Name(written)}' as {Printable.Name(name)}; "
            + "expected a number from 0 to 1, percent, or nothing");
    }
}
