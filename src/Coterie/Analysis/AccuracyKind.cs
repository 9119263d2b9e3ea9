namespace Coterie;

/// <summary>The ways to measure how accurate a classifier is.</summary>
public enum AccuracyKind
{
    /// <summary>Over the epoch's batches in training mode, while the weights still change; what Keras reports.</summary>
    Running,

    /// <summary>Over the training samples in evaluation mode, at the snapshot.</summary>
    Evaluated,

    /// <summary>Over the test samples in evaluation mode, at the snapshot.</summary>
    Test,
}
