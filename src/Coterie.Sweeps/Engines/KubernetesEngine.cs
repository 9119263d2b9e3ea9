using System.Text;
using Coterie.Sweeps.Plans;

namespace Coterie.Sweeps.Engines;

/// <summary>
/// Writes a manifest for Kubernetes: the plan as a config map, and an indexed job whose indexes are the runs. The folder of the sweep is on
/// a volume that all pods share.
/// </summary>
/// <param name="output">Where to write it.</param>
/// <param name="image">The image with the command.</param>
/// <param name="volume">The claim of the volume.</param>
/// <param name="sweep">The folder of the sweep on the volume, as the user names it; null where it follows from the plan.</param>
public sealed class KubernetesEngine(TextWriter output, string image, string volume, string? sweep) : IEngine
{
    // A pod has the job's name with its index, and a name has at most 63 characters.
    private const int LongestName = 50;

    private const string PlanFile = "plan.toml";

    /// <inheritdoc/>
    public async Task RunAsync(SweepWork work, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        SweepPlan plan = work.Folder.Plan;
        string name = NameOf(plan.Name);
        string folder = sweep ?? $"runs/{plan.Name}";
        string run = $"exec coterie sweep /plan/{PlanFile} --out {ShellText.Word(folder)} --only $((JOB_COMPLETION_INDEX + 1))";
        string memory = work.Memory is { } bytes ? $"{MemoryRequest.Megabytes(bytes)}Mi" : "2Gi";
        string results = $"coterie sweep {plan.Path} --out {folder} --results";
        await output.WriteAsync(
            $"""
            # The {plan.Count} runs of {plan.Path}:
            #     kubectl apply --filename sweep.yaml
            #     kubectl wait --for=condition=complete --timeout=-1s job/{name}
            # Their results, where the volume {volume} is mounted: {results}
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: {name}
            data:
              {PlanFile}: {Quoted(plan.Text)}
            ---
            apiVersion: batch/v1
            kind: Job
            metadata:
              name: {name}
            spec:
              completionMode: Indexed
              completions: {plan.Count}
              parallelism: {Math.Min(plan.Count, work.AtOnce ?? plan.Count)}
              # For pods that are lost; a run that fails is tried again by the command itself, which then ends with 2.
              backoffLimitPerIndex: {Math.Max(1, plan.Retries)}
              maxFailedIndexes: {plan.Count}
              podFailurePolicy:
                rules:
                  - action: FailIndex
                    onExitCodes:
                      containerName: run
                      operator: In
                      values: [2]
                  - action: Ignore
                    onPodConditions:
                      - type: DisruptionTarget
                        status: "True"
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: run
                      image: {Quoted(image)}
                      workingDir: /sweeps
                      command: ["sh", "-c", {Quoted(run)}]
                      resources:
                        requests:
                          cpu: "{plan.Threads}"
                          memory: {memory}
                        limits:
                          memory: {memory}
                      volumeMounts:
                        - name: sweeps
                          mountPath: /sweeps
                        - name: plan
                          mountPath: /plan
                  volumes:
                    - name: sweeps
                      persistentVolumeClaim:
                        claimName: {Quoted(volume)}
                    - name: plan
                      configMap:
                        name: {name}

            """.AsMemory(),
            cancellation);
    }

    // Lower case, digits and hyphens, with a letter or digit at both ends.
    private static string NameOf(string name)
    {
        StringBuilder text = new();
        foreach (char c in name.ToLowerInvariant().Take(LongestName)) text.Append(char.IsAsciiLetterOrDigit(c) ? c : '-');
        return text.ToString().Trim('-');
    }

    // A string of YAML in double quotes, on one line; JSON's escapes are YAML's too.
    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text, Runs.Json.Options);
}
