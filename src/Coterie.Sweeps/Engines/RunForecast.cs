namespace Coterie.Sweeps.Engines;

/// <summary>What a run will take.</summary>
/// <param name="Memory">The highest use of memory, in bytes.</param>
/// <param name="Seconds">The time.</param>
public sealed record RunForecast(long Memory, double Seconds);
