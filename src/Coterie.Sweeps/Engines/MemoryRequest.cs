namespace Coterie.Sweeps.Engines;

/// <summary>The memory that a scheduler is asked for.</summary>
internal static class MemoryRequest
{
    // A scheduler ends a run that takes more than it asked for, and a forecast may be short of the truth.
    private const double Headroom = 1.5;
    private const long Least = 1_000_000_000;

    /// <summary>The megabytes (of 1024² bytes) to ask for.</summary>
    /// <param name="forecast">What a run is forecast to take, in bytes.</param>
    public static long Megabytes(long forecast) => (long)Math.Ceiling(Math.Max(Least, forecast * Headroom) / (1024 * 1024));
}
