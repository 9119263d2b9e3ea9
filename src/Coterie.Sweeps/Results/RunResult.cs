using Coterie.Sweeps.Plans;

namespace Coterie.Sweeps.Results;

/// <summary>A finished run of a sweep with its values.</summary>
/// <param name="Run">The run.</param>
/// <param name="Values">Its values.</param>
public sealed record RunResult(PlannedRun Run, RunValues Values);
