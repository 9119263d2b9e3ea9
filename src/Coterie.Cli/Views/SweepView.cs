using Coterie.Cli.Commands;
using Coterie.Sweeps.Engines;
using Coterie.Sweeps.Folder;
using Coterie.Sweeps.Plans;
using Coterie.Sweeps.Results;
using Spectre.Console;

namespace Coterie.Cli.Views;

/// <summary>What a sweep asks for, how far it is, and which networks do best.</summary>
internal static class SweepView
{
    // A screen.
    private const int RankedShown = 20;
    private const int WidestValue = 24;

    /// <summary>The runs of a plan with what they take.</summary>
    public static void WriteList(Terminal terminal, SweepFolder folder, SweepForecast forecast, int atOnce)
    {
        SweepPlan plan = folder.Plan;
        int digits = $"{plan.Count}".Length;
        foreach (PlannedRun run in plan.Runs)
        {
            string state = folder.StateOf(run).Stage switch
            {
                RunStage.Finished => "  finished",
                RunStage.Begun => "  begun",
                RunStage.Failed => "  failed",
                _ => "",
            };
            string takes = forecast[run] is { } known ? $"  {Duration(known.Seconds)}  {ByteSize.Text(known.Memory)}" : "";
            terminal.Line($"{$"{run.Number}".PadLeft(digits)}  {run.Name}{takes}{state}");
        }
        terminal.Line($"\n{plan.Name}: {Runs(plan.Count)} of {forecast.Combinations} combinations, in {folder.Path}");
        if (forecast.Problem is { } problem) terminal.Line(problem);
        if (forecast.SecondsOfRun is not { } each || forecast.Memory is not { } memory) return;
        int fit = Math.Min(atOnce, LocalEngine.Fitting(memory));
        if (forecast.Measured < forecast.Combinations)
        {
            terminal.Line($"measured: {forecast.Measured} combinations, spread over the plan; the others are taken to be like their mean");
        }
        terminal.Line(
            $"a run takes about {Duration(each)} with {plan.Threads} thread{(plan.Threads == 1 ? "" : "s")}, "
            + $"and at most {ByteSize.Text(memory)} of memory");
        terminal.Line(
            $"all take {Duration(each * plan.Count)} one after the other; here, {fit} at once, "
            + $"{Duration(each * Math.Ceiling(plan.Count / (double)fit))}");
    }

    /// <summary>How many runs are finished, under way, failed and to come.</summary>
    public static void WriteStatus(Terminal terminal, SweepFolder folder, SweepStatus status)
    {
        terminal.Line(
            $"{folder.Plan.Name}: {Runs(folder.Plan.Count)}: {status.Finished} finished, {status.Begun} under way, "
            + $"{status.Failed.Count} failed, {status.ToCome} to come");
        if (status.SecondsLeft is { } left && left > 0)
        {
            int atOnce = Math.Max(1, status.Begun);
            terminal.Line($"about {Duration(left / atOnce)} left with {atOnce} at once");
        }
        WriteFailures(terminal, folder, status);
    }

    /// <summary>The runs that failed, each with its line of error.</summary>
    public static void WriteFailures(Terminal terminal, SweepFolder folder, SweepStatus status)
    {
        if (status.Failed.Count > 0) terminal.Line($"\n{Runs(status.Failed.Count)} failed:");
        foreach ((PlannedRun run, RunState state) in status.Failed)
        {
            terminal.Note($"{run.Name}: {state.Error} (run {run.Number}, {state.Attempts} attempts, log {folder.LogPath(run)})");
        }
    }

    /// <summary>The combinations with the best networks, and where the table of all is.</summary>
    public static void WriteRanking(Terminal terminal, SweepFolder folder, SweepResults results)
    {
        IReadOnlyList<CombinationRank> ranking = CombinationRank.Of(results);
        IEnumerable<string> axes = results.Plan.Axes.Select(axis => axis.Name.Replace('-', '\n'));
        Table table = Tables.New("", [.. axes, "seeds", "test\naccuracy", "lowest", "highest", "training\naccuracy"]);
        Tables.Tighten(table);
        foreach (TableColumn column in table.Columns.Take(results.Plan.Axes.Count)) column.LeftAligned();
        foreach (CombinationRank rank in ranking.Take(RankedShown))
        {
            table.AddRow(
            [
                .. rank.Values.Select(value => Tables.Text(Short(value.Text))),
                $"{rank.Seeds}",
                Numbers.Share(rank.Test),
                Numbers.Share(rank.Lowest),
                Numbers.Share(rank.Highest),
                Numbers.Share(rank.Train),
            ]);
        }
        terminal.Output.Write(table);
        if (ranking.Count > RankedShown) terminal.Line($"the best {RankedShown} of {ranking.Count} combinations; the table has all");
        terminal.Line(
            $"medians over seeds, with the lowest and highest test accuracy; {results.Runs.Count} of {Runs(results.Plan.Count)} finished");
        terminal.Line($"\nThe results are in {Path.Combine(folder.Path, "results.csv")} and results.parquet");
    }

    private static string Runs(int count) => count == 1 ? "1 run" : $"{count} runs";

    // A path says most at its end.
    private static string Short(string text) => text.Length <= WidestValue ? text : $"…{text[^(WidestValue - 1)..]}";

    private static string Duration(double seconds)
    {
        TimeSpan time = TimeSpan.FromSeconds(Math.Ceiling(seconds));
        return time.TotalDays >= 1 ? $"{(int)time.TotalDays} d {time.Hours} h" : Numbers.Duration(time);
    }
}
