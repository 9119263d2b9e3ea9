namespace Coterie.Sweeps.Engines;

/// <summary>How an attempt at a run ended.</summary>
/// <param name="IsStopped">Whether it was stopped before its end; the run goes on another time.</param>
/// <param name="Error">The line of error if it failed; null if it did not.</param>
public sealed record RunEnd(bool IsStopped, string? Error)
{
    /// <summary>The run is finished.</summary>
    public static RunEnd Finished { get; } = new(IsStopped: false, Error: null);

    /// <summary>The run was stopped.</summary>
    public static RunEnd Stopped { get; } = new(IsStopped: true, Error: null);

    /// <summary>The run failed.</summary>
    /// <param name="error">The line of error.</param>
    public static RunEnd Failed(string error) => new(IsStopped: false, error);
}
