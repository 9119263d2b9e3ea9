namespace Coterie.Sweeps.Engines;

/// <summary>
/// Has the runs of a sweep done: does them itself, or writes what a scheduler needs to do them. An engine is one file; it decides where
/// and when a run is done, never what a run is.
/// </summary>
public interface IEngine
{
    /// <summary>Has the runs done, or handed over.</summary>
    /// <param name="work">The runs.</param>
    /// <param name="cancellation">Stops cleanly: runs that were begun go on with the next sweep.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Task RunAsync(SweepWork work, CancellationToken cancellation);
}
