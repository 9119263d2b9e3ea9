namespace Coterie.Data;

/// <summary>Joins the lines of a table that belong to one epoch, as Lightning writes one for training and one for validation.</summary>
internal sealed class AccuracyRows
{
    private const int Unknown = -1;

    private readonly string path;
    private readonly AccuracyColumns columns;
    private readonly AccuracyValues[] values;
    private readonly List<(int Epoch, int[] Found)> rows = [];
    private readonly Dictionary<int, int> rowOf = [];
    private readonly List<string> notes = [];

    /// <summary>Begins without lines.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="columns">Its columns.</param>
    /// <exception cref="InputException">Two columns have the same meaning.</exception>
    public AccuracyRows(string path, AccuracyColumns columns)
    {
        this.path = path;
        this.columns = columns;
        values = [.. columns.Accuracies.Select(column => new AccuracyValues(path, columns.Names[column.Index]))];
        foreach (IGrouping<AccuracyColumn, int> same in columns.Accuracies.GroupBy(column => column.Column, column => column.Index))
        {
            RequireOne([.. same]);
        }
        RequireOne(columns.Keys);
        if (columns.IsIndex) notes.Add($"{path}: its first column, which has no name, is taken for the epoch");
        if (columns.AreSteps) notes.Add($"{path}: its lines are numbered by {Name(columns.Keys[0])}, not by epoch");
    }

    private string KeyName => columns.AreSteps ? "step" : "epoch";

    /// <summary>Adds a line.</summary>
    /// <param name="field">The text in a column.</param>
    /// <param name="line">The number of the line.</param>
    public void Add(Func<int, string> field, long line)
    {
        bool isBlank = columns.Accuracies.All(column => AccuracyText.IsMissing(field(column.Index)));
        string written = field(columns.Keys[0]);
        // Spreadsheets end in empty lines, and Lightning writes learning rates in lines without an epoch.
        if (isBlank && AccuracyText.IsMissing(written)) return;
        if (!AccuracyText.TryWhole(written, out int epoch))
        {
            throw Bad(line, $"the {KeyName} '{Printable.Name(written)}'", "a whole number from 0 upwards");
        }
        if (!rowOf.TryGetValue(epoch, out int row))
        {
            rowOf.Add(epoch, row = rows.Count);
            int[] none = new int[values.Length];
            Array.Fill(none, Unknown);
            rows.Add((epoch, none));
        }
        int[] found = rows[row].Found;
        for (int k = 0; k < values.Length; k++)
        {
            string text = field(columns.Accuracies[k].Index);
            if (AccuracyText.IsMissing(text)) continue;
            int added = values[k].Add(text, line);
            if (found[k] != Unknown && !values[k].AreSame(found[k], added))
            {
                string before = Printable.Name(values[k].Written(found[k]));
                throw Bad(
                    line,
                    $"{KeyName} {epoch} again, with {Printable.Name(text)} as {Printable.Name(values[k].Name)} where it had {before}",
                    $"one value for each {KeyName}");
            }
            found[k] = added;
        }
    }

    /// <summary>Ends the table.</summary>
    /// <returns>A row for each epoch, and what a person should know.</returns>
    /// <exception cref="InputException">There are no lines, or it cannot be told whether values are percent.</exception>
    public (IReadOnlyList<EpochAccuracy> Rows, IReadOnlyList<string> Notes) Finish()
    {
        if (rows.Count == 0) throw Bad(2, $"no {KeyName}s", "a line for each");
        double[][] shares = [.. values.Select(column => column.Shares())];
        int running = IndexOf(AccuracyColumn.Running);
        int evaluated = IndexOf(AccuracyColumn.Evaluated);
        (int test, int leftOut) = Test();
        SayNames(running, evaluated, test);
        string[] percent = [.. values.Where(column => column.IsPercent).Select(column => Printable.Name(column.Name))];
        if (percent.Length > 0) notes.Add($"{path}: {string.Join(" and ", percent)}: read as percent, so that 50 is an accuracy of 0.5");
        return
        (
            [
                .. rows.Where(row => !IsOnly(row.Found, leftOut))
                    .Select(row => new EpochAccuracy(row.Epoch, Value(row, running), Value(row, evaluated), Value(row, test))),
            ],
            notes
        );

        double? Value((int Epoch, int[] Found) row, int k) => k < 0 || row.Found[k] == Unknown ? null : shares[k][row.Found[k]];
    }

    // Lightning adds a line of its own, one epoch further, for a test after training; it has nothing else.
    private static bool IsOnly(int[] found, int column)
    {
        return column >= 0 && found[column] != Unknown && found.Count(value => value != Unknown) == 1;
    }

    private int IndexOf(AccuracyColumn column)
    {
        return Enumerable.Range(0, values.Length).Where(k => columns.Accuracies[k].Column == column).FirstOrDefault(-1);
    }

    // Of test and validation data, those which more epochs were tested with.
    private (int Taken, int LeftOut) Test()
    {
        int test = IndexOf(AccuracyColumn.Test);
        int validation = IndexOf(AccuracyColumn.Validation);
        if (test < 0 || validation < 0) return (Math.Max(test, validation), -1);
        (int taken, int leftOut) = values[validation].Count > values[test].Count ? (validation, test) : (test, validation);
        notes.Add($"{path}: {Printable.Name(values[leftOut].Name)} is left out, as {Printable.Name(values[taken].Name)} is there too");
        return (taken, leftOut);
    }

    private void SayNames(int running, int evaluated, int test)
    {
        (int Column, string Own, string Meaning)[] taken =
        [
            (running, "running", "running"),
            (evaluated, "evaluated", "evaluated"),
            (test, "test_accuracy", "test"),
        ];
        string[] said =
        [
            .. taken.Where(one => one.Column >= 0 && values[one.Column].Name != one.Own)
                .Select(one => $"{Printable.Name(values[one.Column].Name)} is taken as {one.Meaning} accuracy"),
        ];
        if (said.Length > 0) notes.Add($"{path}: {string.Join(", ", said)}");
    }

    private void RequireOne(int[] same)
    {
        if (same.Length < 2) return;
        string[] names = [.. same.Select(Name)];
        string found = names.Distinct(StringComparer.Ordinal).Count() == 1
            ? $"two columns '{names[0]}'"
            : $"the columns {string.Join(" and ", names)}, which mean the same";
        throw Bad(1, found, "one of them");
    }

    private string Name(int column) => Printable.Name(columns.Names[column], 30);

    private InputException Bad(long line, string found, string expected)
    {
        return new InputException($"{path}: line {line}: found {found}; expected {expected}");
    }
}
