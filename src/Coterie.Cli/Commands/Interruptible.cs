namespace Coterie.Cli.Commands;

/// <summary>Long work that Ctrl-C stops cleanly.</summary>
internal static class Interruptible
{
    /// <summary>
    /// Runs the work on another thread, because System.CommandLine listens for Ctrl-C only after the command's action has returned.
    /// </summary>
    public static async Task<int> RunAsync(Action work)
    {
        await Task.Run(work);
        return ExitCode.Done;
    }
}
