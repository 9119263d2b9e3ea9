using System.Globalization;
using Coterie.Sweeps.Plans;

namespace Coterie.Sweeps.Engines;

/// <summary>
/// Writes a script for Slurm: an array job, whose tasks are the runs, and a job that makes the results when the array has ended. Run by a
/// shell, the script hands both over; <c>sbatch</c> takes it too, for the array alone.
/// </summary>
/// <param name="output">Where to write it.</param>
/// <param name="sweep">The folder of the sweep, as the user names it; null where it follows from the plan.</param>
public sealed class SlurmEngine(TextWriter output, string? sweep) : IEngine
{
    // Slurm's own limit (MaxArraySize) is 1001, the first number that no task may have.
    private const int MostTasks = 1000;

    /// <inheritdoc/>
    public async Task RunAsync(SweepWork work, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        SweepPlan plan = work.Folder.Plan;
        // All of them: a number means the same run in every script, and one that is finished takes a second.
        int tasks = Math.Min(plan.Count, MostTasks);
        string command = $"coterie sweep {ShellText.Word(plan.Path)}{(sweep is null ? "" : $" --out {ShellText.Word(sweep)}")}";
        string atOnce = work.AtOnce is { } most ? $"%{most}" : "";
        string memory = work.Memory is { } bytes ? $"\n#SBATCH --mem={MemoryRequest.Megabytes(bytes)}M" : "";
        string takes = work.Seconds is { } seconds
            ? "\n# All runs take about " + (seconds / 60).ToString("0", CultureInfo.InvariantCulture) + " minutes, one after the other."
            : "";
        string each = tasks < plan.Count
            ? $"\n# Slurm allows arrays of {MostTasks} tasks unless it is told otherwise, so each does several runs."
            : "";
        await output.WriteAsync(
            $$"""
            #!/bin/bash
            # The {{plan.Count}} runs of {{plan.Path}}, and a job that makes their results once all have ended:
            #     bash sweep.sbatch
            # or the runs alone: sbatch sweep.sbatch. Handed over again, it does what is not finished.{{takes}}
            #SBATCH --job-name={{plan.Name}}
            #SBATCH --array=1-{{tasks}}{{atOnce}}
            #SBATCH --requeue
            #SBATCH --open-mode=append
            #SBATCH --output={{work.Folder.LogsPath}}/task-%a.log
            #SBATCH --cpus-per-task={{plan.Threads}}{{memory}}
            set -u

            if [ -z "${SLURM_ARRAY_TASK_ID:-}" ]; then
                job=$(sbatch --parsable "$0") || exit
                exec sbatch --dependency="afterany:${job%%;*}" --job-name={{plan.Name}}-results \
                    --output={{work.Folder.LogsPath}}/results.log --wrap={{ShellText.Word($"{command} --results")}}
            fi
            {{each}}
            failed=0
            for ((run = SLURM_ARRAY_TASK_ID; run <= {{plan.Count}}; run += {{tasks}})); do
                # The command itself tries a run again that fails; this is for a process that is killed, and goes on where it was.
                for ((attempt = 0; attempt <= {{plan.Retries}}; attempt++)); do
                    {{command}} --only "$run"
                    code=$?
                    [ "$code" -eq 137 ] || break
                done
                [ "$code" -eq 0 ] || failed=$code
            done
            exit "$failed"

            """.AsMemory(),
            cancellation);
    }
}
