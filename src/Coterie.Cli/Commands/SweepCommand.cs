using System.CommandLine;
using System.Diagnostics;
using System.Reflection;
using Coterie.Cli.Views;
using Coterie.Sweeps.Engines;
using Coterie.Sweeps.Folder;
using Coterie.Sweeps.Plans;
using Coterie.Sweeps.Results;
using Coterie.Training.Studies;

namespace Coterie.Cli.Commands;

/// <summary><c>coterie sweep</c>: many studies from one plan.</summary>
internal sealed class SweepCommand
{
    private const string Slurm = "slurm", Kubernetes = "kubernetes";

    private static readonly string[] Schedulers = [Slurm, Kubernetes];

    private readonly Terminal terminal;
    private readonly PlannedStudies studies = new();
    private readonly SweepFolder folder;
    private readonly string? target;
    private readonly int? jobs;

    private SweepCommand(Terminal terminal, string plan, string? target, int? jobs)
    {
        this.terminal = terminal;
        this.target = target;
        this.jobs = jobs;
        SweepPlan read = SweepPlan.Read(plan, studies.Vocabulary);
        folder = new SweepFolder(target ?? Path.Combine("runs", read.Name), read);
    }

    public static Command Create(Terminal terminal)
    {
        Argument<string> plan = new("plan") { Description = "The plan, a TOML file: what all runs have in common, and what differs" };
        Option<string?> target = Options.Path("--out", "The folder of the sweep; finished runs in it are kept [runs/NAME]", "DIR");
        Option<int?> jobs = Options.Whole("--jobs", "Runs at once, at most [as many as cores and memory allow]", 1, 10_000);
        Option<bool> dryRun = new("--dry-run") { Description = "List the runs, with a forecast of time and memory, and run nothing" };
        Option<bool> status = new("--status") { Description = "Say how far the sweep is, and which runs failed" };
        Option<bool> results = new("--results") { Description = "Write the results of the finished runs as one table, and rank them" };
        Option<int?> only = Options.Whole("--only", "Do run N of the plan alone, as a task of a scheduler does", 1);
        Option<string?> emit = new("--emit")
        {
            Description = "Write what a scheduler takes to standard output: slurm: an array script for sbatch; kubernetes: an indexed job",
            HelpName = string.Join('|', Schedulers),
        };
        Option<string?> image = new("--image") { Description = "With --emit kubernetes: the image with coterie", HelpName = "IMAGE" };
        Option<string?> volume = new("--volume")
        {
            Description = "With --emit kubernetes: the claim of the volume that the pods share",
            HelpName = "CLAIM",
        };
        emit.CompletionSources.Add(Schedulers);
        Command command = new("sweep", "Does many studies from one plan, goes on after anything, and writes one table of results.")
        {
            plan, target, jobs, dryRun, status, results, only, emit, image, volume,
        };
        Option[] actions = [dryRun, status, results, only, emit];
        command.Validators.Add(result =>
        {
            string[] asked = [.. actions.Where(action => result.GetResult(action) is { Implicit: false }).Select(action => action.Name)];
            if (asked.Length > 1) result.AddError($"found {string.Join(" and ", asked)}, expected one of them");
        });
        command.SetAction(async (parse, cancellation) =>
        {
            int exitCode = ExitCode.Done;
            await Interruptible.RunAsync(() =>
            {
                SweepCommand sweep = new(terminal, parse.GetRequiredValue(plan), parse.GetValue(target), parse.GetValue(jobs));
                exitCode = parse.GetValue(dryRun) ? sweep.List(cancellation)
                    : parse.GetValue(status) ? sweep.Status()
                    : parse.GetValue(results) ? sweep.Results()
                    : parse.GetValue(emit) is { } scheduler
                        ? sweep.Emit(scheduler, parse.GetValue(image), parse.GetValue(volume), cancellation)
                    : parse.GetValue(only) is { } number ? sweep.Only(number, cancellation)
                    : sweep.Run(cancellation);
            });
            return exitCode;
        });
        return command;
    }

    private int List(CancellationToken cancellation)
    {
        int atOnce = LocalEngine.AtOnce(folder.Plan.Count, jobs, folder.Plan.Threads);
        SweepView.WriteList(terminal, folder, SweepForecast.Measure(folder.Plan, studies, cancellation), atOnce);
        return ExitCode.Done;
    }

    private int Status()
    {
        SweepView.WriteStatus(terminal, folder, SweepStatus.Of(folder));
        return ExitCode.Done;
    }

    private int Results()
    {
        SweepResults results = SweepResults.Of(folder);
        if (results.Runs.Count == 0) throw new InputException($"{folder.Path}: found no finished run, expected at least one");
        results.Write(folder);
        SweepView.WriteRanking(terminal, folder, results);
        return ExitCode.Done;
    }

    private int Emit(string scheduler, string? image, string? volume, CancellationToken cancellation)
    {
        TextWriter output = terminal.Output.Profile.Out.Writer;
        IEngine engine = scheduler switch
        {
            Slurm => new SlurmEngine(output, target),
            Kubernetes when image is not null && volume is not null => new KubernetesEngine(output, image, volume, target),
            Kubernetes => throw new InputException(
                $"--emit: found {scheduler} without {(image is null ? "--image" : "--volume")}, expected --image IMAGE and --volume CLAIM"),
            _ => throw new InputException($"--emit: found '{scheduler}', expected {string.Join(" or ", Schedulers)}"),
        };
        // The folder of a sweep on Kubernetes is on the volume, where its first run makes it.
        if (scheduler == Slurm) folder.Prepare(studies.Vocabulary);
        SweepForecast forecast = SweepForecast.Measure(folder.Plan, studies, cancellation);
        if (forecast.Problem is { } problem) terminal.Warning(problem);
        SweepWork work = new(folder, [.. folder.Plan.Runs])
        {
            AtOnce = jobs,
            Memory = forecast.Memory,
            Seconds = forecast.SecondsOfRun * folder.Plan.Count,
        };
        engine.RunAsync(work, cancellation).GetAwaiter().GetResult();
        output.Flush();
        return ExitCode.Done;
    }

    private int Run(CancellationToken cancellation)
    {
        using IDisposable hold = folder.Hold();
        foreach ((string old, string name) in folder.Prepare(studies.Vocabulary)) terminal.Line($"{old} is called {name} now");
        SweepStatus before = SweepStatus.Of(folder);
        IReadOnlyList<PlannedRun> left = before.Unfinished;
        if (before.Finished > 0)
        {
            terminal.Line($"{before.Finished} of {folder.Plan.Count} runs are finished already, and are not run again");
        }
        if (left.Count > 0)
        {
            SweepWork work = new(folder, left) { AtOnce = jobs, Memory = before.Memory };
            try
            {
                Bars.Show(terminal, bars =>
                {
                    LocalEngine engine = new(WorkerProgram(), new SweepProgress(terminal, bars));
                    engine.RunAsync(work, cancellation).GetAwaiter().GetResult();
                    return true;
                });
            }
            catch (OperationCanceledException)
            {
                terminal.Line($"stopped; the same command goes on with what is begun in {folder.Path}");
                throw;
            }
        }
        SweepStatus after = SweepStatus.Of(folder);
        if (after.Finished > 0) Results();
        SweepView.WriteFailures(terminal, folder, after);
        return after.Finished == folder.Plan.Count ? ExitCode.Done : ExitCode.BadInput;
    }

    private int Only(int number, CancellationToken cancellation)
    {
        if (number > folder.Plan.Count)
        {
            throw new InputException($"--only: found {number}, expected a run of {folder.Plan.Path}, from 1 to {folder.Plan.Count}");
        }
        folder.RequireSame();
        PlannedRun run = folder.Plan.Run(number);
        RunState state = folder.StateOf(run);
        terminal.Line($"run {number} of {folder.Plan.Count}: {run.Name}");
        if (state.Stage == RunStage.Finished)
        {
            terminal.Line("finished already, and not run again");
            return ExitCode.Done;
        }
        for (int attempt = 0; ; attempt++)
        {
            state = state.Begin();
            folder.Keep(run, state);
            Stopwatch watch = Stopwatch.StartNew();
            try
            {
                (Study study, string? directory) = studies.Of(folder.Plan.ArgumentsOf(run));
                Forecasting forecasting = new(forecast =>
                {
                    state = state.Expect(forecast.Memory, forecast.Time.TotalSeconds);
                    folder.Keep(run, state);
                });
                StudyRunning.Run(terminal, study, directory, _ => folder.RunPath(run), null, (1, 1), cancellation, forecasting);
                folder.Keep(run, state.Finish(watch.Elapsed.TotalSeconds));
                RunValues.Of(folder, run);
                return ExitCode.Done;
            }
            catch (OperationCanceledException)
            {
                folder.Keep(run, state.Stop(watch.Elapsed.TotalSeconds));
                throw;
            }
            catch (Exception e)
            {
                state = state.Fail(CommandLine.LineOf(e), watch.Elapsed.TotalSeconds);
                folder.Keep(run, state);
                if (attempt >= folder.Plan.Retries) throw;
                terminal.Warning($"{state.Error}; the run is tried again");
            }
        }
    }

    // This very program, however it was started.
    private static string[] WorkerProgram()
    {
        string program = Environment.ProcessPath!;
        bool isHost = Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        return isHost ? [program, Assembly.GetEntryAssembly()!.Location, "worker"] : [program, "worker"];
    }

    private sealed class Forecasting(Action<StudyEvent.Forecast> known) : IProgress<StudyEvent>
    {
        public void Report(StudyEvent value)
        {
            if (value is StudyEvent.Forecast forecast) known(forecast);
        }
    }
}
