using System.CommandLine;
using System.Text.Json;
using System.Threading.Channels;
using Coterie.Cli.Views;
using Coterie.Runs;
using Coterie.Sweeps.Engines;
using Coterie.Training.Studies;

namespace Coterie.Cli.Commands;

/// <summary>
/// <c>coterie worker</c>, which help does not list: does the runs of a sweep that stand on its standard input, one a line, and says on
/// standard output how they go. When its standard input ends, it stops what it does and ends, so that none is left of a sweep that was
/// killed.
/// </summary>
internal static class WorkerCommand
{
    // Less often than this a bar does not move.
    private const double LeastStep = 0.005;

    public static Command Create()
    {
        Command command = new("worker", "Does the runs of a sweep that stand on standard input.") { Hidden = true };
        command.SetAction(async (_, cancellation) => await Interruptible.RunAsync(() => WorkAsync(cancellation).GetAwaiter().GetResult()));
        return command;
    }

    private static async Task WorkAsync(CancellationToken cancellation)
    {
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Channel<string> requests = Channel.CreateUnbounded<string>();
        // Not awaited: on an interrupt it still waits for a line, which nothing can call off, and ends with the process.
        _ = Task.Run(() => ReadAsync(requests.Writer, ended), CancellationToken.None);
        // What a study writes goes to the log of its run.
        Terminal log = Terminal.OfErrors();
        PlannedStudies studies = new();
        await foreach (string line in requests.Reader.ReadAllAsync(cancellation))
        {
            WorkerRequest request = JsonSerializer.Deserialize<WorkerRequest>(line, Json.Options)!;
            Say(new WorkerMessage { End = RunOnce(studies, log, request, ended.Token) });
            cancellation.ThrowIfCancellationRequested();
        }
    }

    // Waits for a run to be done, or for the sweep to end, whichever comes first.
    private static async Task ReadAsync(ChannelWriter<string> requests, CancellationTokenSource ended)
    {
        while (await Console.In.ReadLineAsync(CancellationToken.None) is { } line) await requests.WriteAsync(line);
        requests.Complete();
        await ended.CancelAsync();
    }

    private static RunEnd RunOnce(PlannedStudies studies, Terminal log, WorkerRequest request, CancellationToken cancellation)
    {
        try
        {
            (Study study, string? directory) = studies.Of(request.Arguments);
            StudyRunning.Run(log, study, directory, _ => request.Folder, null, (1, 1), cancellation, new Telling());
            return RunEnd.Finished;
        }
        catch (Exception e)
        {
            if (CommandLine.Report(e, log) == ExitCode.Interrupted) return RunEnd.Stopped;
            return RunEnd.Failed(CommandLine.LineOf(e));
        }
    }

    private static void Say(WorkerMessage message)
    {
        Console.Out.WriteLine(JsonSerializer.Serialize(message, Json.Options));
        Console.Out.Flush();
    }

    private sealed class Telling : IProgress<StudyEvent>
    {
        private readonly StudyCourse course = new();
        private double told;

        public void Report(StudyEvent value)
        {
            course.Report(value);
            if (value is StudyEvent.Forecast forecast)
            {
                Say(new WorkerMessage { Forecast = new RunForecast(forecast.Memory, forecast.Time.TotalSeconds) });
            }
            if (course.Share - told < LeastStep) return;
            told = course.Share;
            Say(new WorkerMessage { Share = told });
        }
    }
}
