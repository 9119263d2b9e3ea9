namespace Coterie.Bench.Report;

/// <summary>A target and its measurement.</summary>
/// <param name="What">What is measured.</param>
/// <param name="Wanted">The target.</param>
/// <param name="Measured">The measured value; null if nothing was measured.</param>
/// <param name="Met">Whether the target is met; null if one value does not decide it.</param>
internal sealed record Target(string What, string Wanted, string? Measured, bool? Met);
