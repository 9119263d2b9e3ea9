namespace Coterie.Bench.Report;

/// <summary>A target, and what was measured of it.</summary>
/// <param name="What">What is measured.</param>
/// <param name="Wanted">What is wanted of it.</param>
/// <param name="Measured">What was measured; null where nothing was.</param>
/// <param name="Met">Whether that is what is wanted; null where one figure does not decide it.</param>
internal sealed record Target(string What, string Wanted, string? Measured, bool? Met);
