namespace Coterie.Cli.Commands;

/// <summary>Long work that Ctrl-C stops cleanly.</summary>
internal static class Interruptible
{
    /// <summary>
    /// Runs the work on a thread of its own: System.CommandLine listens for Ctrl-C only once the command's action has returned, and
    /// what it then does waits for a thread of the pool, behind all that work on one of them has put there for itself.
    /// </summary>
    public static async Task<int> RunAsync(Action work)
    {
        await Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return ExitCode.Done;
    }
}
