using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Coterie.Data;
using Coterie.Runs;

namespace Coterie.Sweeps.Engines;

/// <summary>
/// A process that does one run after another: starting a process and loading libtorch take two seconds, as long as a small run. It stops
/// cleanly and ends when its standard input does, so that none is left when the sweep is killed.
/// </summary>
internal sealed class WorkerProcess : IDisposable
{
    // A sweep that is stopped waits so long for the batch or the analysis that a worker is at.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process process;
    private readonly Lock logLock = new();
    private StreamWriter? log;

    private WorkerProcess(Process process)
    {
        this.process = process;
        process.ErrorDataReceived += (_, line) => Log(line.Data);
        process.BeginErrorReadLine();
    }

    /// <summary>Starts one.</summary>
    /// <param name="command">The program and its first arguments.</param>
    /// <exception cref="InputException">It cannot be started.</exception>
    public static WorkerProcess Start(IReadOnlyList<string> command)
    {
        UTF8Encoding encoding = new(encoderShouldEmitUTF8Identifier: false);
        ProcessStartInfo start = new(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            StandardInputEncoding = encoding,
            StandardOutputEncoding = encoding,
            StandardErrorEncoding = encoding,
        };
        try
        {
            return new WorkerProcess(Process.Start(start)!);
        }
        catch (Win32Exception e)
        {
            throw new InputException($"{command[0]}: cannot be started: {e.Message}", e);
        }
    }

    /// <summary>Has a run done.</summary>
    /// <param name="request">The run.</param>
    /// <param name="logPath">What the process prints is added to this file.</param>
    /// <param name="said">Receives what the process says of it, until it ends.</param>
    /// <returns>How it ended, and whether the process can do another.</returns>
    /// <exception cref="InputException">The log cannot be written.</exception>
    public async Task<(RunEnd End, bool IsAlive)> RunAsync(WorkerRequest request, string logPath, Action<WorkerMessage> said)
    {
        FileErrors.Name(logPath, "cannot be written", () => SetLog(new StreamWriter(logPath, append: true) { AutoFlush = true }));
        try
        {
            await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(request, Json.Options));
            await process.StandardInput.FlushAsync();
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (Read(line) is not { } message) Log(line);
                // One that was interrupted ends.
                else if (message.End is { } end) return (end, !end.IsStopped);
                else said(message);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Its standard input is closed, by its end or by ours: how it ended is told below.
        }
        finally
        {
            SetLog(null);
        }
        await process.WaitForExitAsync();
        return (End(process.ExitCode), false);
    }

    /// <summary>Lets the process stop what it does and end.</summary>
    public void Stop()
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended.
        }
    }

    /// <summary>Ends the process, if need be by force.</summary>
    public void Dispose()
    {
        Stop();
        if (!process.WaitForExit(Patience)) process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    // 128 + 2 or 15: somebody pressed Ctrl-C or ended it, as a terminal does with all processes of the sweep.
    private static RunEnd End(int code) => code switch
    {
        130 or 143 => RunEnd.Stopped,
        137 => RunEnd.Failed("its process was killed (signal 9), perhaps because memory ran out; expected fewer runs at once (--jobs)"),
        > 128 => RunEnd.Failed($"its process ended with signal {code - 128}"),
        _ => RunEnd.Failed($"its process ended with exit code {code}"),
    };

    private static WorkerMessage? Read(string line)
    {
        if (!line.StartsWith('{')) return null;
        try
        {
            return JsonSerializer.Deserialize<WorkerMessage>(line, Json.Options);
        }
        catch (JsonException)
        {
            // Something that a library prints.
            return null;
        }
    }

    private void SetLog(StreamWriter? writer)
    {
        lock (logLock)
        {
            log?.Dispose();
            log = writer;
        }
    }

    private void Log(string? line)
    {
        if (line is null) return;
        lock (logLock)
        {
            try
            {
                log?.WriteLine(line);
            }
            catch (Exception e) when (FileErrors.Is(e))
            {
                // A full disk stops the run itself, with a line that says so.
                log = null;
            }
        }
    }
}
