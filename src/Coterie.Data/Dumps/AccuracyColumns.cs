namespace Coterie.Data;

/// <summary>Which columns of a table hold what.</summary>
internal sealed class AccuracyColumns
{
    /// <summary>Finds the columns.</summary>
    /// <param name="names">The header.</param>
    /// <param name="bySteps">Whether a column of steps, where there is one, numbers the rows instead of the epochs.</param>
    public AccuracyColumns(IReadOnlyList<string> names, bool bySteps)
    {
        Names = names;
        int[] epochs = Of(AccuracyColumn.Epoch);
        int[] steps = Of(AccuracyColumn.Step);
        AreSteps = steps.Length > 0 && (bySteps || epochs.Length == 0);
        Keys = AreSteps ? steps : epochs;
        if (Keys.Length == 0 && names.Count > 0 && AccuracyColumnNames.IsIndex(names[0]))
        {
            Keys = [0];
            IsIndex = true;
        }
        Accuracies =
        [
            .. Enumerable.Range(0, names.Count)
                .Select(k => (k, AccuracyColumnNames.Of(names[k])))
                .Where(column => column.Item2 >= AccuracyColumn.Running),
        ];
    }

    /// <summary>The header.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The columns that number the rows: one in a table that can be read.</summary>
    public int[] Keys { get; }

    /// <summary>Whether <see cref="Keys"/> are training steps.</summary>
    public bool AreSteps { get; }

    /// <summary>Whether the first column is taken for the epoch because it has no name and there is no other.</summary>
    public bool IsIndex { get; }

    /// <summary>The columns of accuracies.</summary>
    public IReadOnlyList<(int Index, AccuracyColumn Column)> Accuracies { get; }

    /// <summary>Whether there is all that a table needs.</summary>
    public bool IsComplete => Keys.Length > 0 && Accuracies.Count > 0;

    private int[] Of(AccuracyColumn column)
    {
        return [.. Enumerable.Range(0, Names.Count).Where(k => AccuracyColumnNames.Of(Names[k]) == column)];
    }
}
