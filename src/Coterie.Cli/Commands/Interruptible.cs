namespace Coterie.Cli.Commands;

/// <summary>Runs long work so that Ctrl-C stops it cleanly.</summary>
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
