namespace Coterie.Explorer.Documents;

/// <summary>A layer of a run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Neurons">Its neurons.</param>
/// <param name="Top">At most how many represent a class; null where not known.</param>
internal sealed record RunLayer(string Name, int Neurons, int? Top);
