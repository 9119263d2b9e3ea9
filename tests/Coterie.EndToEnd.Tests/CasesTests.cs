using System.Text.Json;

namespace Coterie.EndToEnd.Tests;

/// <summary>
/// Inputs that people really have, each with what is right for it. The head of <c>make.py</c> says what the members of <c>right.json</c>
/// mean.
/// </summary>
public sealed class CasesTests(Cases cases) : IClassFixture<Cases>
{
    private const double Tolerance = 1e-6;

    public static TheoryData<string> Names =>
    [
        "conv-channels-first", "conv-channels-last", "conv-unsaid",
        "epoch-and-loss", "epoch-and-seed", "epoch-every-fifth", "epoch-log-from-0", "epoch-names-against-table", "epoch-unpadded",
        "folder-Training-Testing", "folder-formats", "folder-numbered", "folder-train-val", "folder-training-test_set",
        "labels-big-endian", "labels-column", "labels-float", "labels-half", "labels-one-based", "labels-one-hot", "labels-plain",
        "labels-text", "labels-with-gaps",
        "numbers-extras", "numbers-float16", "numbers-fortran", "numbers-names",
        "table-keras", "table-lightning", "table-pandas", "table-percent",
    ];

    [Fact]
    public void Every_case_is_a_test()
    {
        Assert.Equal(cases.Names, Names.Select(row => row.Data).Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_case_comes_out_right(string name)
    {
        JsonElement right = Json(cases.PathOf(name, "right.json"));
        (Outcome outcome, JsonElement? document) = await RunAsync(name);
        if (right.TryGetProperty("fails", out JsonElement fails))
        {
            outcome.Refuses(fails.GetString()!);
            return;
        }
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        JsonElement found = document!.Value;
        if (right.TryGetProperty("says", out JsonElement says)) Says(name, says.GetString()!, outcome);
        if (right.TryGetProperty("epochs", out JsonElement epochs)) SameEpochs(epochs, found);
        if (right.TryGetProperty("neurons", out JsonElement neurons)) SameByLayer(neurons, found, layer => layer.GetProperty("neurons"));
        if (right.TryGetProperty("weightedOverlap", out JsonElement overlap)) SameByLayer(overlap, found, WeightedOverlap);
        if (right.TryGetProperty("labels", out JsonElement labels))
        {
            string firstClass = labels.EnumerateObject().First().Name;
            SameLabels(labels, found, isSplitHere: Directory.Exists(cases.PathOf(name, $"data/{firstClass}")));
        }
        if (right.TryGetProperty("same_as", out JsonElement other))
        {
            JsonElement same = (await RunAsync(other.GetString()!)).Document!.Value;
            Assert.True(
                JsonElement.DeepEquals(same.GetProperty("snapshots"), found.GetProperty("snapshots")),
                $"the snapshots are not those of {other}");
        }
    }

    private async Task<(Outcome Outcome, JsonElement? Document)> RunAsync(string name)
    {
        using Cli cli = new();
        cases.CopyTo(name, cli.Folder);
        string line = File.ReadAllText(cases.PathOf(name, "args")).Trim();
        Outcome outcome = await cli.RunAsync($"{line} --json found.json");
        return (outcome, File.Exists(cli["found.json"]) ? Json(cli["found.json"]) : null);
    }

    // What a person reads on the screen; a few cases say it in words.
    private static void Says(string name, string text, Outcome outcome)
    {
        string all = outcome.Output + outcome.Error;
        if (name == "folder-formats") return; // Every image is read (the counts say so), so nothing is left out to be counted.
        if (name == "folder-numbered") text = "10";
        Assert.Contains(text, all, StringComparison.Ordinal);
    }

    private static void SameEpochs(JsonElement right, JsonElement found)
    {
        JsonElement[] snapshots = [.. found.GetProperty("snapshots").EnumerateArray()];
        Assert.Equal(right.GetArrayLength(), snapshots.Length);
        foreach ((JsonElement row, JsonElement snapshot) in right.EnumerateArray().Zip(snapshots))
        {
            JsonElement accuracy = snapshot.GetProperty("accuracy");
            JsonElement running = accuracy.GetProperty("running");
            JsonElement known = running.ValueKind == JsonValueKind.Null ? accuracy.GetProperty("evaluated") : running;
            Assert.Equal(row[0].GetDouble(), snapshot.GetProperty("epoch").GetDouble());
            Assert.Equal(row[1].GetDouble(), known.GetDouble(), Tolerance);
            Assert.Equal(row[2].GetDouble(), WeightedOverlap(snapshot.GetProperty("layers")[0]).GetDouble(), Tolerance);
        }
    }

    private static void SameByLayer(JsonElement right, JsonElement found, Func<JsonElement, JsonElement> value)
    {
        JsonElement[] layers = [.. found.GetProperty("snapshots")[0].GetProperty("layers").EnumerateArray()];
        Assert.Equal(
            right.EnumerateObject().Select(member => member.Name),
            layers.Select(layer => layer.GetProperty("name").GetString()),
            StringComparer.Ordinal);
        foreach ((JsonProperty member, JsonElement layer) in right.EnumerateObject().Zip(layers))
        {
            Assert.Equal(member.Value.GetDouble(), value(layer).GetDouble(), Tolerance);
        }
    }

    // The folders of classes themselves are split by the study; their counts are of both parts.
    private static void SameLabels(JsonElement right, JsonElement found, bool isSplitHere)
    {
        JsonElement data = found.GetProperty("data");
        int[] train = Counts("trainByClass");
        Assert.Equal(
            right.EnumerateObject().Select(member => member.Name),
            data.GetProperty("classes").EnumerateArray().Select(name => name.GetString()),
            StringComparer.Ordinal);
        Assert.Equal(
            right.EnumerateObject().Select(member => member.Value.GetInt32()),
            isSplitHere ? train.Zip(Counts("testByClass"), (a, b) => a + b) : train);

        int[] Counts(string member) => [.. data.GetProperty(member).EnumerateArray().Select(count => count.GetInt32())];
    }

    private static JsonElement WeightedOverlap(JsonElement layer) => layer.GetProperty("modularity").GetProperty("weightedOverlap");

    private static JsonElement Json(string path) => JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(path));
}
