namespace Coterie.Data;

/// <summary>The accuracies of a model after an epoch, each from 0 to 1.</summary>
/// <param name="Epoch">The epoch, 0 before training.</param>
/// <param name="Running">On the training data over the epoch's batches, in training mode; null if unknown.</param>
/// <param name="Evaluated">On the training data in evaluation mode after the epoch; null if unknown.</param>
/// <param name="Test">On the test data; null if unknown.</param>
public sealed record EpochAccuracy(int Epoch, double? Running, double? Evaluated, double? Test);
