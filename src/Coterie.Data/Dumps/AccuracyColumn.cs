namespace Coterie.Data;

/// <summary>What a column of a table of accuracies is, told by its name.</summary>
internal enum AccuracyColumn
{
    /// <summary>Something else, such as a loss.</summary>
    Other,

    /// <summary>The epoch.</summary>
    Epoch,

    /// <summary>The training step.</summary>
    Step,

    /// <summary><see cref="EpochAccuracy.Running"/>.</summary>
    Running,

    /// <summary><see cref="EpochAccuracy.Evaluated"/>.</summary>
    Evaluated,

    /// <summary><see cref="EpochAccuracy.Test"/>, on data called test data.</summary>
    Test,

    /// <summary><see cref="EpochAccuracy.Test"/>, on data called validation data.</summary>
    Validation,
}
