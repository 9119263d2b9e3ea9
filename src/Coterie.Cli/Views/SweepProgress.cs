using System.Diagnostics;
using Coterie.Sweeps.Engines;
using Coterie.Sweeps.Plans;
using Spectre.Console;

namespace Coterie.Cli.Views;

/// <summary>
/// Shows the progress of a sweep: in a terminal a bar for the whole, with the time left, and one for each run that is under way; in a file
/// or a pipe a line for each run that ends.
/// </summary>
/// <param name="terminal">Where to write.</param>
/// <param name="context">Where to add bars; null for none.</param>
internal sealed class SweepProgress(Terminal terminal, ProgressContext? context) : IProgress<SweepEvent>
{
    // A bar, its share, the time left and the spinner take the rest of a line.
    private const int LongestName = 44;

    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly Dictionary<int, (ProgressTask? Bar, double Share, double Before)> underWay = [];
    private ProgressTask? whole;
    private int runs;
    private int ended;
    private int failed;
    private double worked;

    /// <inheritdoc/>
    public void Report(SweepEvent value)
    {
        switch (value)
        {
            case SweepEvent.Began began:
                runs = began.Runs;
                terminal.Line(
                    $"{Count(began.Runs, "run")}, {(began.AtOnce == 1 ? "one" : $"at most {began.AtOnce}")} at once, "
                    + $"{Count(began.Threads, "thread")} each");
                if (began.AtOnce == began.Runs && Environment.ProcessorCount >= began.Runs * (began.Threads + 1))
                {
                    terminal.Line($"threads = {Environment.ProcessorCount / began.Runs} in [study] would use more of the cores");
                }
                whole = context?.AddTask($"{runs} runs", maxValue: runs);
                break;
            case SweepEvent.Limited limited:
                terminal.Line($"memory is free for {limited.AtOnce} at once: a run takes about {ByteSize.Text(limited.Memory)}");
                break;
            case SweepEvent.RunBegan began:
                underWay[began.Run.Number] = (context?.AddTask(Short(began.Run), maxValue: 1), 0, double.NaN);
                Advance();
                break;
            case SweepEvent.RunAdvanced advanced:
                Advance(advanced.Run, advanced.Share);
                break;
            case SweepEvent.RunFinished finished:
                Advance(finished.Run, 1);
                End(finished.Run);
                ended++;
                Say(finished.Run, $"finished in {Numbers.Duration(TimeSpan.FromSeconds(finished.Seconds))}");
                break;
            case SweepEvent.RunStopped stopped:
                End(stopped.Run);
                break;
            case SweepEvent.RunFailed failure:
                End(failure.Run);
                if (!failure.IsTriedAgain) (ended, failed) = (ended + 1, failed + 1);
                Say(failure.Run, $"failed: {failure.Error}{(failure.IsTriedAgain ? "; it is tried again" : "")}");
                break;
        }
    }

    private static string Count(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";

    private static string Short(PlannedRun run) =>
        run.Name.Length <= LongestName ? run.Name : $"…{run.Name[^(LongestName - 1)..]}";

    private void Advance(PlannedRun run, double share)
    {
        if (!underWay.TryGetValue(run.Number, out (ProgressTask? Bar, double Share, double Before) at)) return;
        // What an earlier sweep did of the run tells nothing of how fast this one is.
        double before = double.IsNaN(at.Before) ? share >= 1 ? 0 : share : at.Before;
        worked += share - Math.Max(at.Share, before);
        underWay[run.Number] = (at.Bar, share, before);
        at.Bar?.Value = share;
        Advance();
    }

    private void End(PlannedRun run)
    {
        if (!underWay.Remove(run.Number, out (ProgressTask? Bar, double Share, double Before) at)) return;
        at.Bar?.StopTask();
        // Only what is under way has a bar: a sweep may have thousands of runs.
        if (at.Bar is { } bar) context!.RemoveTask(bar);
    }

    private void Advance()
    {
        if (whole is null) return;
        whole.Value = Math.Min(runs, ended + underWay.Values.Sum(run => run.Share));
        string failures = failed > 0 ? $", {failed} failed" : "";
        whole.Description = $"{ended} of {runs} runs{failures}{(Left() is { } left ? $", {Numbers.Duration(left)} left" : "")}";
    }

    private TimeSpan? Left()
    {
        double left = runs - ended - underWay.Values.Sum(run => run.Share);
        return worked <= 0 || left <= 0 ? null : watch.Elapsed * (left / worked);
    }

    private void Say(PlannedRun run, string what)
    {
        Advance();
        string left = whole is null && Left() is { } time ? $", {Numbers.Duration(time)} left" : "";
        terminal.Note($"{ended}/{runs}  {run.Name}  {what}{left}");
    }
}
