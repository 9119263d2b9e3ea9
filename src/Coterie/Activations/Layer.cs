namespace Coterie.Activations;

/// <summary>A hidden layer whose activations are analysed.</summary>
/// <param name="Name">How the layer is called wherever it is shown.</param>
/// <param name="Neurons">Its neurons; a convolution's channels, a sequence layer's features.</param>
public sealed record Layer(string Name, int Neurons);
