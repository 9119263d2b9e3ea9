namespace Coterie.Runs.Files;

/// <summary>A file with its epoch and the accuracy of the model then.</summary>
/// <param name="File">The file's path.</param>
/// <param name="Epoch">The epoch.</param>
/// <param name="Accuracy">The accuracy.</param>
internal sealed record MatchedFile(string File, int Epoch, Accuracies Accuracy);
