namespace Coterie.Bench.Compare;

/// <summary>A further line to a worker: do it.</summary>
internal sealed record RunOrder(int Seed);
