using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace Coterie.Tests.Shared;

/// <summary>Runs the built command in a temporary folder, which is deleted at the end.</summary>
internal sealed class Cli : IDisposable
{
    public static string Path { get; } =
        typeof(Cli).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "Cli").Value!;

    public string Folder { get; } = Directory.CreateTempSubdirectory("coterie-cli-").FullName;

    // Ends what would never end; no test is about how long anything takes.
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>
    /// Environment variables to set in addition to those that keep the user's data and the network away. With any, each command has a
    /// process of its own.
    /// </summary>
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public string this[string name] => System.IO.Path.Combine(Folder, name);

    public static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Runs the command to its end, in a process that other tests use too.</summary>
    public Task<Outcome> RunAsync(string line) => RunAsync(Words(line));

    public Task<Outcome> RunAsync(params string[] arguments)
    {
        return Environment.Count == 0
            ? WarmCommand.RunAsync(Settings("dotnet", [Path]), new WarmRequest(Folder, Cache, arguments), Patience)
            : ProcessAsync(arguments);
    }

    /// <summary>Runs the command to its end in a process of its own.</summary>
    public Task<Outcome> ProcessAsync(string line) => ProcessAsync(Words(line));

    public Task<Outcome> ProcessAsync(params string[] arguments) => WatchAsync(Start(arguments), _ => Task.CompletedTask);

    /// <summary>Starts the command; the caller ends it.</summary>
    public Process Start(string[] arguments) => Start("dotnet", [Path, .. arguments]);

    /// <summary>Runs lines of the Unix shell, in which <c>coterie</c> is the command and <c>python3</c> the system's.</summary>
    public Task<Outcome> ShellAsync(string line)
    {
        string programs = $"coterie() {{ dotnet '{Path}' \"$@\"; }}; python3() {{ /usr/bin/python3 \"$@\"; }}; ";
        return ProgramAsync("sh", "-c", programs + line);
    }

    /// <summary>Runs another program to its end.</summary>
    public Task<Outcome> ProgramAsync(string program, params string[] arguments)
    {
        return WatchAsync(Start(program, arguments), _ => Task.CompletedTask);
    }

    /// <summary>Runs the command and sends it a signal, <c>INT</c> or <c>KILL</c>, when <paramref name="moment"/> ends.</summary>
    public Task<Outcome> InterruptAsync(string line, string signal, Func<Process, Task> moment)
    {
        return WatchAsync(Start(Words(line)), async process =>
        {
            await moment(process);
            using Process kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
            await kill.WaitForExitAsync();
        });
    }

    /// <summary>Waits until a file or folder is there, or the process that should write it has ended.</summary>
    public Task AppearsAsync(string name, Process process) => HappensAsync(() => System.IO.Path.Exists(this[name]), process);

    /// <summary>Waits until a file is written again, or the process that should write it has ended.</summary>
    public Task ChangesAsync(string name, Process process)
    {
        DateTime before = File.GetLastWriteTimeUtc(this[name]);
        return HappensAsync(() => File.GetLastWriteTimeUtc(this[name]) != before, process);
    }

    private static async Task HappensAsync(Func<bool> happened, Process process)
    {
        for (long started = Stopwatch.GetTimestamp(); !happened() && !process.HasExited; await Task.Delay(1))
        {
            if (Stopwatch.GetElapsedTime(started) > Patience) throw new TimeoutException("what a test waits for did not happen");
        }
    }

    public string Write(string name, byte[] content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        File.WriteAllBytes(this[name], content);
        return this[name];
    }

    public string Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));

    /// <summary>Every file and folder, relative and in order, but for reports, which a build without Node does not write.</summary>
    public string[] Entries(string under = "")
    {
        string root = this[under];
        return
        [
            .. Directory.GetFileSystemEntries(root, "*", SearchOption.AllDirectories)
                .Where(entry => System.IO.Path.GetFileName(entry) != "report.html")
                .Select(entry => System.IO.Path.GetRelativePath(root, entry))
                .Order(StringComparer.Ordinal),
        ];
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private string Cache => this["cache"];

    private Process Start(string program, string[] arguments)
    {
        ProcessStartInfo start = Settings(program, arguments);
        start.WorkingDirectory = Folder;
        start.Environment["XDG_CACHE_HOME"] = Cache;
        foreach ((string name, string value) in Environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static ProcessStartInfo Settings(string program, string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment.Remove("COTERIE_DATA");
        // No proxy listens there, so any attempt to use the network fails at once.
        foreach (string proxy in (string[])["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"])
        {
            start.Environment[proxy] = "http://127.0.0.1:9";
        }
        start.Environment.Remove("NO_PROXY");
        start.Environment.Remove("no_proxy");
        return start;
    }

    private async Task<Outcome> WatchAsync(Process process, Func<Process, Task> meanwhile)
    {
        using Process _ = process;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        using CancellationTokenSource patience = new(Patience);
        try
        {
            await meanwhile(process);
            await process.WaitForExitAsync(patience.Token);
        }
        catch
        {
            process.Kill();
            throw;
        }
        return new Outcome(process.ExitCode, await output, await error);
    }
}
