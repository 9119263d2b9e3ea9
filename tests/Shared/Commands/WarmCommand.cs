using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace Coterie.Tests.Shared;

/// <summary>
/// A process that runs the command again and again, so that .NET and torch are loaded, and code is compiled, only once. Starting takes most
/// of the time of a small command: with it a study of 120 samples takes 2.4 s of a core's time, here 0.2 s.
/// </summary>
internal sealed class WarmCommand
{
    private static readonly ConcurrentBag<WarmCommand> Idle = [];

    private readonly Process process;
    private readonly Task<string> error;

    private WarmCommand(ProcessStartInfo start)
    {
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
        // It ends when its standard input does, at the latest with the process of the tests.
        process = Process.Start(start)!;
        error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Runs the command in an idle process or, where there is none, in a new one.</summary>
    /// <param name="start">How a new process starts.</param>
    /// <param name="request">What is run.</param>
    /// <param name="patience">How long it may take.</param>
    public static async Task<Outcome> RunAsync(ProcessStartInfo start, WarmRequest request, TimeSpan patience)
    {
        if (!Idle.TryTake(out WarmCommand? warm)) warm = new WarmCommand(start);
        try
        {
            await warm.process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(request));
            await warm.process.StandardInput.FlushAsync();
            string? answer = await warm.process.StandardOutput.ReadLineAsync().WaitAsync(patience);
            Assert.True(answer is not null, $"the process of {string.Join(' ', request.Arguments)} ended");
            Idle.Add(warm);
            return JsonSerializer.Deserialize<Outcome>(answer)!;
        }
        catch (Exception e) when (e is IOException or TimeoutException || warm.process.HasExited)
        {
            warm.process.Kill();
            throw new InvalidOperationException($"{string.Join(' ', request.Arguments)}: {e.Message}\n{await warm.error}", e);
        }
    }
}
