namespace Coterie.Data;

/// <summary>
/// Knows the names of columns that Keras' CSVLogger, Lightning's CSVLogger, Hugging Face's trainer and people write. Case, spaces, signs
/// and a unit of percent do not matter.
/// </summary>
/// <remarks>
/// <para>
/// A name is that of an accuracy (<c>acc</c>, <c>accuracy</c>, <c>sparse_categorical_accuracy</c>, …) with that of the data before or
/// after it. Keras' <c>accuracy</c> and <c>acc</c>, and what is logged as <c>train_acc</c>, are means over the epoch's batches while the
/// network learns: running accuracies. Validation and test data are data that the network does not learn from: test accuracies. Accuracy
/// on the training data in evaluation mode is called <c>evaluated</c>; no tool writes it by itself.
/// </para>
/// <para>Lightning's <c>train_acc_step</c>, of one batch, is no accuracy of an epoch; its <c>train_acc_epoch</c> is.</para>
/// </remarks>
internal static class AccuracyColumnNames
{
    private static readonly string[] Accuracies =
    [
        "accuracy", "acc", "accuracyscore", "categoricalaccuracy", "sparsecategoricalaccuracy", "binaryaccuracy", "multiclassaccuracy",
        "top1", "top1accuracy", "top1acc", "acc1", "acctop1", "accuracytop1",
    ];

    private static readonly (string Name, AccuracyColumn Column)[] DataSets =
    [
        ("", AccuracyColumn.Running),
        ("running", AccuracyColumn.Running), ("runningtrain", AccuracyColumn.Running), ("runningtraining", AccuracyColumn.Running),
        ("train", AccuracyColumn.Running), ("training", AccuracyColumn.Running),
        ("evaluated", AccuracyColumn.Evaluated), ("evaluatedtrain", AccuracyColumn.Evaluated),
        ("evaluatedtraining", AccuracyColumn.Evaluated), ("trainevaluated", AccuracyColumn.Evaluated),
        ("trainingevaluated", AccuracyColumn.Evaluated),
        ("test", AccuracyColumn.Test), ("testing", AccuracyColumn.Test),
        ("val", AccuracyColumn.Validation), ("valid", AccuracyColumn.Validation), ("validation", AccuracyColumn.Validation),
        ("dev", AccuracyColumn.Validation), ("eval", AccuracyColumn.Validation),
    ];

    private static readonly Dictionary<string, AccuracyColumn> Known = All();

    /// <summary>What a column is.</summary>
    /// <param name="name">Its name in the header.</param>
    public static AccuracyColumn Of(string name) => Known.GetValueOrDefault(Letters(name));

    /// <summary>Whether a column's name says that its values are percent.</summary>
    /// <param name="name">Its name in the header.</param>
    public static bool SaysPercent(string name)
    {
        return name.Contains('%', StringComparison.Ordinal) || name.Contains("percent", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether a column, the first of a table, numbers its rows, as pandas and R write it.</summary>
    /// <param name="name">Its name in the header.</param>
    public static bool IsIndex(string name) => Letters(name) is "" or "index" or "unnamed0";

    private static string Letters(string name)
    {
        string letters = string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return letters.Replace("percent", "", StringComparison.Ordinal);
    }

    private static Dictionary<string, AccuracyColumn> All()
    {
        Dictionary<string, AccuracyColumn> known = new(StringComparer.Ordinal)
        {
            ["epoch"] = AccuracyColumn.Epoch,
            ["epochs"] = AccuracyColumn.Epoch,
            ["step"] = AccuracyColumn.Step,
            ["steps"] = AccuracyColumn.Step,
            ["globalstep"] = AccuracyColumn.Step,
            ["trainerglobalstep"] = AccuracyColumn.Step,
            ["running"] = AccuracyColumn.Running,
            ["evaluated"] = AccuracyColumn.Evaluated,
        };
        foreach ((string data, AccuracyColumn column) in DataSets)
        {
            foreach (string accuracy in Accuracies)
            {
                known[data + accuracy] = column;
                known[accuracy + data] = column;
                known[data + accuracy + "epoch"] = column;
            }
        }
        return known;
    }
}
