namespace Coterie.Bench.Compare;

/// <summary>The first line to a worker: the name of the task and its input.</summary>
internal sealed record WorkOrder(string Work, WorkInput Input);
