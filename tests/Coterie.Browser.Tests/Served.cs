using System.Diagnostics;

namespace Coterie.Browser.Tests;

/// <summary><c>coterie serve</c>, running.</summary>
internal sealed class Served : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Process process;

    private Served(Process process, string address)
    {
        this.process = process;
        Address = address;
    }

    /// <summary>The address it says, with a slash at the end.</summary>
    public string Address { get; }

    /// <summary>Starts it on a free port.</summary>
    public static async Task<Served> StartAsync(Cli cli, string folder)
    {
        Process process = cli.Start(["serve", folder]);
        process.StandardInput.Close();
        using CancellationTokenSource patience = new(Patience);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                int start = line.IndexOf("http://", StringComparison.Ordinal);
                if (start >= 0) return new Served(process, line[start..].Split(' ')[0]);
            }
            throw new InvalidOperationException($"coterie serve ended: {await process.StandardError.ReadToEndAsync(patience.Token)}");
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    /// <summary>Ends it as Ctrl+C does; it must end well.</summary>
    public async ValueTask DisposeAsync()
    {
        using Process _ = process;
        using (Process kill = Process.Start("kill", ["-INT", $"{process.Id}"])) await kill.WaitForExitAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            process.Kill();
            throw;
        }
        Assert.Equal(0, process.ExitCode);
    }
}
