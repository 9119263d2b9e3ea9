namespace Coterie.Bench.Compare;

/// <summary>The second and each further line to a worker: run the task once with this seed.</summary>
internal sealed record RunOrder(int Seed);
