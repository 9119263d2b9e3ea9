namespace Coterie.Runs.Dumps;

/// <summary>A dump with its epoch and the accuracy of the model then.</summary>
/// <param name="File">The dump's path.</param>
/// <param name="Epoch">The epoch.</param>
/// <param name="Accuracy">The accuracy.</param>
internal sealed record MatchedDump(string File, int Epoch, Accuracies Accuracy);
