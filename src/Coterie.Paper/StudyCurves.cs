namespace Coterie.Paper;

/// <summary>The curves of a study in Figure 1: medians over seeds at each snapshot.</summary>
/// <param name="Epochs">After how many epochs each snapshot was taken.</param>
/// <param name="Entropy">The model's entropy, of all activations, in nats.</param>
/// <param name="Training">Running training accuracy, 0..1; null where not known.</param>
/// <param name="Test">Test accuracy, 0..1; null where not known.</param>
public sealed record StudyCurves(
    IReadOnlyList<double> Epochs, IReadOnlyList<double?> Entropy, IReadOnlyList<double?> Training, IReadOnlyList<double?> Test);
