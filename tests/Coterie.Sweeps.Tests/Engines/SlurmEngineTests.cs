using System.Diagnostics;
using Coterie.Sweeps.Engines;
using Coterie.Sweeps.Folder;

namespace Coterie.Sweeps.Tests.Engines;

/// <summary>The script, and what it does where <c>sbatch</c> and <c>coterie</c> are stand-ins that say how they are called.</summary>
public class SlurmEngineTests
{
    private const string Tools =
        """
        sbatch() { echo "sbatch $*" >&2; echo 17; }
        coterie() { echo "coterie $*" >&2; return "$(eval "echo \${RUN_$4:-0}")"; }
        exec() { "$@"; exit; }

        """;

    [Fact]
    public async Task The_header_asks_for_an_array_of_the_runs()
    {
        string script = await Script("[study]\nthreads = 2\n[sweep]\nname = 'noise'\nseeds = 8", atOnce: 3, memory: 2_000_000_000);
        Assert.StartsWith("#!/bin/bash\n", script, StringComparison.Ordinal);
        string[] lines =
        [
            "--job-name=noise", "--array=1-8%3", "--requeue", "--cpus-per-task=2", "--mem=2862M", "--open-mode=append",
        ];
        Assert.All(lines, line => Assert.Contains($"#SBATCH {line}\n", script, StringComparison.Ordinal));
        Assert.Matches(@"#SBATCH --output=\S*sweep/logs/task-%a\.log\n", script);
        // Options stand before the first command, where sbatch looks for them.
        Assert.True(script.LastIndexOf("#SBATCH", StringComparison.Ordinal) < script.IndexOf("set -u", StringComparison.Ordinal));
        string unknown = await Script("[sweep]\nseeds = 8");
        Assert.DoesNotContain("--mem", unknown, StringComparison.Ordinal);
        Assert.Contains("#SBATCH --array=1-8\n", unknown, StringComparison.Ordinal);
        Assert.Contains("#SBATCH --cpus-per-task=1\n", unknown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_by_a_shell_it_hands_over_itself_and_the_results()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the shell is Unix's");
        (int exitCode, string[] called) = await RunAsync(await Script("[sweep]\nseeds = 8"), "");
        Assert.Equal(0, exitCode);
        Assert.Equal(2, called.Length);
        Assert.Matches(@"^sbatch --parsable \S+$", called[0]);
        Assert.StartsWith("sbatch --dependency=afterany:17 --job-name=plan-results --output=", called[1], StringComparison.Ordinal);
        Assert.EndsWith(" --results", called[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, 3, "", "3", 0)]
    [InlineData(8, 3, "RUN_3=2", "3", 2)]
    [InlineData(8, 3, "RUN_3=137", "3 3 3", 137)]
    [InlineData(8, 3, "RUN_3=130", "3", 130)]
    [InlineData(2500, 7, "", "7 1007 2007", 0)]
    [InlineData(2500, 700, "RUN_700=2", "700 1700", 2)]
    public async Task A_task_does_its_runs(int runs, int task, string failures, string done, int code)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the shell is Unix's");
        string script = await Script($"[sweep]\nseeds = {runs}\nretries = 2");
        Assert.Contains($"#SBATCH --array=1-{Math.Min(runs, 1000)}\n", script, StringComparison.Ordinal);
        (int exitCode, string[] called) = await RunAsync(script, $"SLURM_ARRAY_TASK_ID={task}; {failures}");
        Assert.Equal(code, exitCode);
        Assert.Equal(done, string.Join(' ', called.Select(line => line.Split(' ')[^1])));
        Assert.All(called, line => Assert.Matches(@"^coterie sweep \S+plan\.toml --only \d+$", line));
    }

    private static async Task<string> Script(string plan, int? atOnce = null, long? memory = null)
    {
        using SampleSweep sample = new();
        SweepFolder sweep = sample.Open(plan);
        using StringWriter output = new();
        SweepWork work = new(sweep, [.. sweep.Plan.Runs]) { AtOnce = atOnce, Memory = memory };
        await new SlurmEngine(output, sweep: null).RunAsync(work, TestContext.Current.CancellationToken);
        return output.ToString().ReplaceLineEndings("\n");
    }

    private static async Task<(int ExitCode, string[] Called)> RunAsync(string script, string environment)
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("sweep.sbatch", $"{Tools}{environment}\n{script}");
        ProcessStartInfo start = new("bash", [file])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using Process bash = Process.Start(start)!;
        Task<string> output = bash.StandardOutput.ReadToEndAsync();
        string error = await bash.StandardError.ReadToEndAsync();
        await output;
        await bash.WaitForExitAsync();
        return (bash.ExitCode, error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
