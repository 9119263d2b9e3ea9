namespace Coterie.EndToEnd.Tests;

/// <summary>Sweeps by the command, with workers that are processes.</summary>
public class SweepTests
{
    private const string Study =
        """
        [study]
        preset = "glyphs"
        samples = 120
        image-size = 8
        hidden = [8]
        epochs = 2
        top = 4
        bins = 8

        """;

    private const string Small = Study +
        """
        [axes]
        dropout = [0, 0.5]

        [sweep]
        name = "small"
        seeds = 2
        """;

    [Fact]
    public async Task Runs_at_once_give_the_same_tables_and_folders_as_one_after_the_other()
    {
        using Cli cli = new();
        cli.Write("plan.toml", Small);
        Outcome list = (await cli.ProcessAsync("sweep plan.toml --dry-run")).Succeeds().IsPlain();
        Assert.Contains("small: 4 runs of 2 combinations, in ", list.Output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^2  dropout=0\.5_seed=1  0:\d\d  \S+ MB$", list.Output.ReplaceLineEndings("\n"));
        Assert.False(Directory.Exists(cli["runs"]));

        Outcome serial = (await cli.ProcessAsync("sweep plan.toml --jobs 1")).Succeeds().IsPlain();
        Assert.Contains("4 of 4 runs finished", OneLine(serial), StringComparison.Ordinal);
        (await cli.ProcessAsync("sweep plan.toml --jobs 4 --out together")).Succeeds().IsPlain();
        SameTables(cli, "runs/small", "together");
        foreach (string run in (string[])["dropout=0_seed=1", "dropout=0_seed=2", "dropout=0.5_seed=1", "dropout=0.5_seed=2"])
        {
            RunFiles.Same(cli, $"runs/small/{run}", $"together/{run}");
        }

        // A study by itself is the same run.
        const string alone = "study glyphs --samples 120 --image-size 8 --hidden 8 --epochs 2 --top 4 --bins 8 --dropout 0.5 --seed 2";
        (await cli.RunAsync($"{alone} --out alone")).Succeeds();
        RunFiles.Same(cli, "alone", "together/dropout=0.5_seed=2");

        Outcome status = (await cli.RunAsync("sweep plan.toml --status")).Succeeds().IsPlain();
        Assert.Equal("small: 4 runs: 4 finished, 0 under way, 0 failed, 0 to come\n", status.Output.ReplaceLineEndings("\n"));
        Outcome again = (await cli.ProcessAsync("sweep plan.toml")).Succeeds().IsPlain();
        Assert.Contains("4 of 4 runs are finished already", again.Output, StringComparison.Ordinal);

        // A longer plan goes on with what is there.
        cli.Write("plan.toml", Small.Replace("epochs = 2", "epochs = 3", StringComparison.Ordinal));
        (await cli.ProcessAsync("sweep plan.toml")).Succeeds();
        cli.Write("plan.toml", Small.Replace("epochs = 2", "epochs = 3\nsnapshots = 3", StringComparison.Ordinal));
        (await cli.ProcessAsync("sweep plan.toml --out longer")).Succeeds();
        SameTables(cli, "runs/small", "longer");

        // One of other settings is refused before anything runs.
        cli.Write("plan.toml", Small.Replace("bins = 8", "bins = 9", StringComparison.Ordinal));
        (await cli.ProcessAsync("sweep plan.toml")).Refuses("dropout=0_seed=1", "found a run with analysis.bins 8, expected 9");
    }

    [Fact]
    public async Task A_run_that_fails_is_tried_again_and_named_and_stops_no_other()
    {
        using Cli cli = new();
        string plan = Small.Replace("hidden = [8]\n", "", StringComparison.Ordinal)
            .Replace("dropout = [0, 0.5]", "hidden = [[8], [999999, 999999], [4]]", StringComparison.Ordinal)
            .Replace("seeds = 2", "retries = 2", StringComparison.Ordinal);
        cli.Write("plan.toml", plan);
        Outcome outcome = await cli.ProcessAsync("sweep plan.toml --jobs 2");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Equal(3, OneLine(outcome).Split("it is tried again").Length);
        Assert.Contains("1 run failed: hidden=999999,999999_seed=1: hidden layers of 999999", OneLine(outcome), StringComparison.Ordinal);
        Assert.Contains("2 of 3 runs finished", OneLine(outcome), StringComparison.Ordinal);
        Outcome status = (await cli.RunAsync("sweep plan.toml --status")).Succeeds();
        Assert.Contains("2 finished, 0 under way, 1 failed, 0 to come", status.Output, StringComparison.Ordinal);
        Assert.Contains("3 attempts", OneLine(status), StringComparison.Ordinal);
        string log = File.ReadAllText(cli["runs/small/logs/hidden=999999,999999_seed=1.log"]);
        Assert.Contains("do not fit in memory", log, StringComparison.Ordinal);

        // Without it, the sweep is whole.
        cli.Write("plan.toml", $"{plan}\n[[exclude]]\nhidden = [999999, 999999]\n");
        (await cli.ProcessAsync("sweep plan.toml")).Succeeds();
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("KILL", 137)]
    public async Task A_sweep_that_is_interrupted_goes_on_and_ends_with_the_same_tables(string signal, int exitCode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are Unix's");
        using Cli cli = new();
        // Long enough to be interrupted within.
        cli.Write("plan.toml", Small.Replace("epochs = 2", "epochs = 25\nsnapshots = 25", StringComparison.Ordinal));
        (await cli.ProcessAsync("sweep plan.toml --out whole")).Succeeds();
        const string line = "sweep plan.toml --jobs 2";
        string[] moments =
            ["sweep.json", "dropout=0_seed=1/run.json", "dropout=0_seed=1/metrics/0005.parquet", "state/dropout=0_seed=2.json"];
        foreach (string moment in moments)
        {
            Outcome stopped = await cli.InterruptAsync(line, signal, process => cli.AppearsAsync($"runs/small/{moment}", process));
            Assert.Equal(exitCode, stopped.ExitCode);
            string said = signal == "INT" ? "stopped; the same command goes on" : "";
            Assert.Contains(said, OneLine(stopped), StringComparison.Ordinal);
        }
        (await cli.ProcessAsync(line)).Succeeds();
        SameTables(cli, "whole", "runs/small");
        Assert.DoesNotContain(
            cli.Entries("runs"),
            name => name.EndsWith(".lock", StringComparison.Ordinal) || name.EndsWith(".part", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tasks_of_a_scheduler_do_one_run_each()
    {
        using Cli cli = new();
        cli.Write("plan.toml", Small);
        (await cli.ProcessAsync("sweep plan.toml --jobs 1 --out whole")).Succeeds();
        foreach (int number in (int[])[3, 1, 4]) (await cli.RunAsync($"sweep plan.toml --only {number}")).Succeeds().IsPlain();
        Outcome status = (await cli.RunAsync("sweep plan.toml --status")).Succeeds();
        Assert.StartsWith("small: 4 runs: 3 finished, 0 under way, 0 failed, 1 to come", status.Output, StringComparison.Ordinal);
        (await cli.RunAsync("sweep plan.toml --only 2")).Succeeds();
        Assert.Contains("finished already", (await cli.RunAsync("sweep plan.toml --only 2")).Succeeds().Output, StringComparison.Ordinal);
        (await cli.RunAsync("sweep plan.toml --results")).Succeeds().IsPlain();
        SameTables(cli, "whole", "runs/small");
        (await cli.RunAsync("sweep plan.toml --only 5")).Refuses("--only: found 5, expected a run of plan.toml, from 1 to 4");
        cli.Write("plan.toml", Small.Replace("seeds = 2", "seeds = [2, 1]", StringComparison.Ordinal));
        (await cli.RunAsync("sweep plan.toml --only 1")).Refuses("plan.toml: has changed since");
    }

    [Fact]
    public async Task What_schedulers_take_is_written_with_the_memory_of_a_run()
    {
        using Cli cli = new();
        cli.Write("plan.toml", Small);
        Outcome script = (await cli.RunAsync("sweep plan.toml --emit slurm --jobs 2")).Succeeds();
        Assert.Contains("\n#SBATCH --array=1-4%2\n", script.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Matches(@"\n#SBATCH --mem=\d+M\n", script.Output.ReplaceLineEndings("\n"));
        // The folder of the logs, which Slurm does not make.
        Assert.True(Directory.Exists(cli["runs/small/logs"]));
        const string emit = "sweep plan.toml --out on-volume --emit kubernetes --image coterie --volume sweeps";
        Outcome manifest = (await cli.RunAsync(emit)).Succeeds();
        const string task = "sweep /plan/plan.toml --out on-volume --only $((JOB_COMPLETION_INDEX + 1))";
        Assert.Contains(task, manifest.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(cli["on-volume"]));
        (await cli.RunAsync("sweep plan.toml --emit kubernetes --image coterie")).Refuses("without --volume");
        (await cli.RunAsync("sweep plan.toml --emit pbs")).Refuses("--emit: found 'pbs', expected slurm or kubernetes");
    }

    [Theory]
    [InlineData("[study]\nlearning-rat = 0.1", "plan.toml:2: coterie study has no option 'learning-rat'", "learning-rate")]
    [InlineData("[study]\npreset = 'mnits'", "plan.toml:2: no preset is called 'mnits'")]
    [InlineData("[axes]\nhidden = [[8],\n['x']]", "plan.toml:3: hidden: found 'x', expected widths of layers")]
    [InlineData("[axes]\noptimizer = ['adam', 'adagrad']", "plan.toml:2: optimizer: found 'adagrad'")]
    [InlineData("[axes]\nlabel-noise = { from = 0, to = 2, count = 3 }", "plan.toml:2: label-noise: found '2', expected a share")]
    [InlineData("[study]\npreset = 'glyphs'\ndata-set = 'none'", "plan.toml:3: data-set: none: no such folder")]
    [InlineData("[study]\nepochs = 2\n[axes]\nsnapshots = [1, 9]", "plan.toml:3: snapshots=9_seed=1: snapshots: ")]
    [InlineData("[study]\npreset = 'mnist-mixed'\nlabel-noise = 0.5", "plan.toml:1: seed=1: label noise")]
    public async Task A_bad_plan_is_refused_with_its_line(string plan, params string[] parts)
    {
        using Cli cli = new();
        cli.Write("plan.toml", plan);
        foreach (string action in (string[])["", "--dry-run", "--status", "--results", "--only 1"])
        {
            (await cli.RunAsync($"sweep plan.toml {action}")).Refuses(parts);
        }
        Assert.Equal(["plan.toml"], cli.Entries());
    }

    [Fact]
    public async Task Actions_exclude_each_other_and_results_need_a_run()
    {
        using Cli cli = new();
        cli.Write("plan.toml", Small);
        (await cli.RunAsync("sweep plan.toml --status --only 3")).Refuses("found --status and --only, expected one of them");
        (await cli.RunAsync("sweep plan.toml --results")).Refuses("runs/small: found no finished run");
        (await cli.RunAsync("sweep none.toml")).Refuses("none.toml: cannot be read");
    }

    // Lines are broken where they are too wide.
    private static string OneLine(Outcome outcome) =>
        string.Join(' ', outcome.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static void SameTables(Cli cli, string left, string right)
    {
        foreach (string table in (string[])["results.csv", "results.parquet"])
        {
            Assert.Equal(File.ReadAllBytes(cli[$"{left}/{table}"]), File.ReadAllBytes(cli[$"{right}/{table}"]));
        }
    }
}
