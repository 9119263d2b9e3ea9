namespace Coterie.Bench.Compare;

/// <summary>A prepared task. Calling it does the timed work; calling what it returns computes the results to report.</summary>
/// <param name="seed">Decides what is random.</param>
internal delegate Func<Figures> Work(int seed);
