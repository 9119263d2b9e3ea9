using System.Text.Json;

namespace Coterie.EndToEnd.Tests;

/// <summary>Networks of any width: how many neurons represent a class, saturated layers, and the memory that they take.</summary>
public class WidthTests
{
    private const string Table = "epoch,running\n1,0.5\n2,0.75\n3,0.8\n";

    [Fact]
    public async Task The_default_follows_from_the_width_of_each_layer()
    {
        using Cli cli = new();
        Dumps(cli);
        Outcome outcome = (await cli.RunAsync("analyze e1.npz e2.npz e3.npz --json out.json")).Succeeds().IsPlain();

        Assert.DoesNotContain("saturated", outcome.Output, StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(cli["out.json"]));
        Assert.Equal("auto", document.RootElement.GetProperty("settings").GetProperty("top").GetString());
        Assert.Equal([(64, 6, false), (32, 5, false)], Layers(document));
        foreach (JsonElement layer in document.RootElement.GetProperty("snapshots")[0].GetProperty("layers").EnumerateArray())
        {
            int top = layer.GetProperty("top").GetInt32();
            Assert.All(layer.GetProperty("representatives").EnumerateArray(), list => Assert.Equal(top, list.GetArrayLength()));
        }
    }

    [Fact]
    public async Task A_saturated_layer_says_so_and_its_rounding_errors_do_not_correlate()
    {
        using Cli cli = new();
        Dumps(cli);
        cli.Write("accuracy.csv", Table);
        Outcome outcome = (await cli.RunAsync("analyze e1.npz e2.npz e3.npz --accuracy accuracy.csv --top 50 --tables --json out.json"))
            .Succeeds().IsPlain();

        Assert.Contains(
            "fc2 is saturated: 32 representatives for each of 4 classes are 4 for each of the 32 neurons.",
            outcome.Output.Replace('\n', ' '),
            StringComparison.Ordinal);
        // The short answer says so too.
        Outcome answers = (await cli.RunAsync("analyze e1.npz e2.npz e3.npz --top 50")).Succeeds().IsPlain();
        Assert.Contains(
            "32 representatives for each of 4 classes are 4 for each of the 32 neurons", answers.Output, StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(cli["out.json"]));
        Assert.Equal(50, document.RootElement.GetProperty("settings").GetProperty("top").GetInt32());
        Assert.Equal([(64, 50, true), (32, 32, true)], Layers(document));
        // Every neuron of fc2 represents every class, so its modularity is 0 but for rounding.
        JsonElement found = document.RootElement.GetProperty("correlations").EnumerateArray().Single(c =>
            c.GetProperty("layer").GetString() == "fc2" && c.GetProperty("measure").GetString() == "modularity"
            && c.GetProperty("variant").GetString() == "weightedOverlap");
        Assert.Equal(JsonValueKind.Null, found.GetProperty("pearson").ValueKind);
    }

    [Fact]
    public async Task Representatives_can_be_chosen_by_selectivity()
    {
        using Cli cli = new();
        Dumps(cli);
        (await cli.RunAsync("analyze e1.npz e2.npz --json mean.json --out mean")).Succeeds();
        (await cli.RunAsync("analyze e1.npz e2.npz --representatives mean --json again.json --out mean")).Succeeds();
        (await cli.RunAsync("analyze e1.npz e2.npz --representatives selectivity --json other.json --out other")).Succeeds();

        Assert.Equal(File.ReadAllText(cli["mean.json"]), File.ReadAllText(cli["again.json"]));
        Assert.NotEqual(File.ReadAllText(cli["mean.json"]), File.ReadAllText(cli["other.json"]), StringComparer.Ordinal);
        Assert.DoesNotContain("selectivity", File.ReadAllText(cli["mean/run.json"]), StringComparison.Ordinal);
        (await cli.RunAsync("analyze e1.npz e2.npz --out other")).Refuses("run.json", "representatives \"selectivity\"");
        (await cli.RunAsync("analyze e1.npz --representatives median")).Refuses("--representatives", "mean or selectivity");
    }

    [Fact]
    public async Task Selectivity_of_two_classes_is_doubted()
    {
        using Cli cli = new();
        cli.Write("two.npz", NpzFile.Dump(100, 2, 1, ("fc", 64)));
        Outcome outcome = (await cli.RunAsync("analyze two.npz --representatives selectivity")).Succeeds().IsPlain();

        Assert.Contains("warning: of two classes the selectivity of every neuron is 1 or −1", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("warning", (await cli.RunAsync("analyze two.npz")).Succeeds().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_with_the_former_default_says_how_to_go_on()
    {
        using Cli cli = new();
        Dumps(cli);
        (await cli.RunAsync("analyze e1.npz e2.npz --top 50 --out run")).Succeeds();
        (await cli.RunAsync("analyze e1.npz e2.npz --out run")).Refuses("run.json", "top 50", "\"auto\"", "use --top 50 to go on");
        (await cli.RunAsync("analyze e1.npz e2.npz --top 50 --out run")).Succeeds();
        (await cli.RunAsync("analyze e1.npz --top many")).Refuses("--top", "'many'", "auto or a whole number");
    }

    [Fact]
    public async Task A_network_that_is_not_the_presets_own_has_its_own_number()
    {
        using Cli cli = new();
        IdxData.Write(cli, "digits");
        (await cli.RunAsync("study mnist --data digits --epochs 1 --json own.json --out own")).Succeeds();
        (await cli.RunAsync("study mnist --data digits --epochs 1 --hidden 64,32 --json narrow.json --out narrow")).Succeeds();

        Assert.Contains("\"top\":50", File.ReadAllText(cli["own.json"]), StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(cli["narrow.json"]));
        Assert.Equal([(64, 6), (32, 5)], Layers(document).Select(layer => (layer.Neurons, layer.Top)));
    }

    [Fact]
    public async Task Graphs_count_in_the_memory_and_the_option_is_named()
    {
        using Cli cli = new();
        cli.Write("wide.npz", NpzFile.Dump(100, 10, 1, ("wide", 2000)));
        (await cli.RunAsync("analyze wide.npz --top 2000 --memory 200MB"))
            .Refuses("may take 200.0 MB", "for --top 2000: take fewer", "--memory");
        (await cli.RunAsync("analyze wide.npz --memory 200MB")).Succeeds();
    }

    [Fact]
    public async Task No_memory_left_is_one_line()
    {
        using Cli cli = new();
        cli.Write("wide.npz", NpzFile.Dump(100, 10, 1, ("wide", 2000)));
        cli.Environment["DOTNET_GCHeapHardLimit"] = "0x5000000";
        (await cli.RunAsync("analyze wide.npz --top 2000 --memory 100GB")).Refuses("no memory is left", "--memory");
    }

    private static void Dumps(Cli cli)
    {
        for (int k = 1; k <= 3; k++) cli.Write($"e{k}.npz", NpzFile.Dump(400, 4, 10 * k, ("fc1", 64), ("fc2", 32)));
    }

    private static IEnumerable<(int Neurons, int Top, bool Saturated)> Layers(JsonDocument document)
    {
        return document.RootElement.GetProperty("snapshots")[0].GetProperty("layers").EnumerateArray().Select(layer =>
            (layer.GetProperty("neurons").GetInt32(), layer.GetProperty("top").GetInt32(), layer.GetProperty("saturated").GetBoolean()));
    }
}
