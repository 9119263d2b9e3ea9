using Coterie.Sweeps.Engines;
using Coterie.Sweeps.Folder;
using YamlDotNet.RepresentationModel;

namespace Coterie.Sweeps.Tests.Engines;

/// <summary>The manifest, against the fields of the API that it uses: its names, and the kinds of their values.</summary>
public class KubernetesEngineTests
{
    // Of batch/v1 Job and v1 ConfigMap, as the reference of Kubernetes 1.31 has them: a whole number, a text, texts by name, or a list.
    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["apiVersion"] = "text",
        ["kind"] = "text",
        ["metadata.name"] = "text",
        ["data.plan.toml"] = "text",
        ["spec.completionMode"] = "text",
        ["spec.completions"] = "number",
        ["spec.parallelism"] = "number",
        ["spec.backoffLimitPerIndex"] = "number",
        ["spec.maxFailedIndexes"] = "number",
        ["spec.podFailurePolicy.rules[].action"] = "text",
        ["spec.podFailurePolicy.rules[].onExitCodes.containerName"] = "text",
        ["spec.podFailurePolicy.rules[].onExitCodes.operator"] = "text",
        ["spec.podFailurePolicy.rules[].onExitCodes.values[]"] = "number",
        ["spec.podFailurePolicy.rules[].onPodConditions[].type"] = "text",
        ["spec.podFailurePolicy.rules[].onPodConditions[].status"] = "text",
        ["spec.template.spec.restartPolicy"] = "text",
        ["spec.template.spec.containers[].name"] = "text",
        ["spec.template.spec.containers[].image"] = "text",
        ["spec.template.spec.containers[].workingDir"] = "text",
        ["spec.template.spec.containers[].command[]"] = "text",
        ["spec.template.spec.containers[].resources.requests.cpu"] = "text",
        ["spec.template.spec.containers[].resources.requests.memory"] = "text",
        ["spec.template.spec.containers[].resources.limits.memory"] = "text",
        ["spec.template.spec.containers[].volumeMounts[].name"] = "text",
        ["spec.template.spec.containers[].volumeMounts[].mountPath"] = "text",
        ["spec.template.spec.volumes[].name"] = "text",
        ["spec.template.spec.volumes[].persistentVolumeClaim.claimName"] = "text",
        ["spec.template.spec.volumes[].configMap.name"] = "text",
    };

    [Theory]
    [InlineData("[sweep]\nname = 'noise'\nseeds = 8", "noise")]
    [InlineData("# \"quotes\", a tab\t and ümlauts: {{x}}\n[study]\nthreads = 2\n[sweep]\nname = 'A.b_C'", "a-b-c")]
    [InlineData("sweep.name = '1234567890123456789012345678901234567890123456789-1'", "1234567890123456789012345678901234567890123456789")]
    public async Task The_manifest_has_only_fields_of_the_api(string plan, string name)
    {
        (string text, SweepFolder sweep) = await Manifest(plan);
        YamlStream documents = new();
        documents.Load(new StringReader(text));
        Assert.Equal(2, documents.Documents.Count);
        (string Path, YamlScalarNode Value)[] leaves =
            [.. documents.Documents.SelectMany(document => Leaves(document.RootNode, ""))];
        Assert.All(leaves, leaf =>
        {
            Assert.True(Fields.TryGetValue(leaf.Path, out string? kind), $"{leaf.Path} is no field of the API");
            bool isNumber = leaf.Value.Style == YamlDotNet.Core.ScalarStyle.Plain && long.TryParse(leaf.Value.Value, out _);
            Assert.True(isNumber == (kind == "number"), $"{leaf.Path}: {leaf.Value.Value} is no {kind}");
        });
        Assert.Equal(["ConfigMap", "Job"], Of("kind"));
        Assert.Equal(["v1", "batch/v1"], Of("apiVersion"));
        Assert.Equal([name, name], Of("metadata.name"));
        Assert.Equal(sweep.Plan.Text, Assert.Single(Of("data.plan.toml")));
        Assert.Equal("Indexed", Assert.Single(Of("spec.completionMode")));
        Assert.Equal($"{sweep.Plan.Count}", Assert.Single(Of("spec.completions")));
        Assert.Equal($"{sweep.Plan.Threads}", Assert.Single(Of("spec.template.spec.containers[].resources.requests.cpu")));
        // Without it a job may not have a policy for failures.
        Assert.Equal("Never", Assert.Single(Of("spec.template.spec.restartPolicy")));
        // Every volume that is mounted is there.
        Assert.Equal(Of("spec.template.spec.volumes[].name"), Of("spec.template.spec.containers[].volumeMounts[].name"));
        Assert.Equal(
            ["sh", "-c", $"exec coterie sweep /plan/plan.toml --out runs/{sweep.Plan.Name} --only $((JOB_COMPLETION_INDEX + 1))"],
            Of("spec.template.spec.containers[].command[]"));

        string[] Of(string path) => [.. leaves.Where(leaf => leaf.Path == path).Select(leaf => leaf.Value.Value!)];
    }

    [Fact]
    public async Task Memory_and_runs_at_once_are_those_asked_for()
    {
        (string text, _) = await Manifest("[sweep]\nseeds = 8", atOnce: 3, memory: 2_000_000_000);
        Assert.Contains("  parallelism: 3\n", text, StringComparison.Ordinal);
        Assert.Contains("memory: 2862Mi\n", text, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Path, YamlScalarNode Value)> Leaves(YamlNode node, string path)
    {
        return node switch
        {
            YamlMappingNode map => map.Children.SelectMany(child =>
                Leaves(child.Value, path.Length == 0 ? $"{child.Key}" : $"{path}.{child.Key}")),
            YamlSequenceNode list => list.Children.SelectMany(child => Leaves(child, $"{path}[]")),
            _ => [(path, (YamlScalarNode)node)],
        };
    }

    private static async Task<(string Text, SweepFolder Sweep)> Manifest(string plan, int? atOnce = null, long? memory = null)
    {
        using SampleSweep sample = new();
        SweepFolder sweep = sample.Open(plan);
        using StringWriter output = new();
        SweepWork work = new(sweep, [.. sweep.Plan.Runs]) { AtOnce = atOnce, Memory = memory };
        await new KubernetesEngine(output, "coterie:1", "sweeps", sweep: null).RunAsync(work, TestContext.Current.CancellationToken);
        return (output.ToString().ReplaceLineEndings("\n"), sweep);
    }
}
