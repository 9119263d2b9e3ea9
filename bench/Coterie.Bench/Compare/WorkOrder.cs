namespace Coterie.Bench.Compare;

/// <summary>The first line to a worker: what it will do, on what.</summary>
internal sealed record WorkOrder(string Work, WorkInput Input);
