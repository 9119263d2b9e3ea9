namespace Coterie.Bench.Compare;

/// <summary>A prepared work: does it, and says how to get the figures of what it found.</summary>
/// <param name="seed">Decides what is random.</param>
internal delegate Func<Figures> Work(int seed);
