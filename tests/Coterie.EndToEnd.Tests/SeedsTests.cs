using System.Text.Json;

namespace Coterie.EndToEnd.Tests;

public class SeedsTests
{
    private const string Small = "study glyphs --samples 300 --epochs 3 --hidden 16,8 --threads 1";

    [Fact]
    public async Task Each_seed_gives_the_same_run_as_alone()
    {
        using Cli cli = new();
        Outcome outcome = (await cli.RunAsync($"{Small} --seed 4 --seeds 2 --tables --out both --json both.json")).Succeeds().IsPlain();
        (await cli.RunAsync($"{Small} --seed 5 --out alone --json alone.json")).Succeeds();

        RunFiles.Same(cli, "both/seed-5", "alone");
        foreach (string text in (string[])["seed", "Correlation with running accuracy", "others", "takes 8 seeds", "The runs are in both"])
        {
            Assert.Contains(text, outcome.Output, StringComparison.Ordinal);
        }
        using JsonDocument both = JsonDocument.Parse(File.ReadAllText(cli["both.json"]));
        using JsonDocument alone = JsonDocument.Parse(File.ReadAllText(cli["alone.json"]));
        Assert.Empty(DocumentShape.Seeds.Except(DocumentShape.Of(both.RootElement), StringComparer.Ordinal));
        Assert.True(JsonElement.DeepEquals(alone.RootElement, both.RootElement.GetProperty("seeds")[1]));
        JsonElement first = both.RootElement.GetProperty("correlations").EnumerateArray()
            .First(c => c.GetProperty("pearson").ValueKind == JsonValueKind.Object);
        Assert.Equal(2, first.GetProperty("pearson").GetProperty("seeds").GetInt32());
        Assert.Equal(0.5, first.GetProperty("pearson").GetProperty("level").GetDouble());
        JsonElement pairing = first.GetProperty("pearson").GetProperty("pairing");
        Assert.Equal((2, 1, false), (
            pairing.GetProperty("seeds").GetInt32(), pairing.GetProperty("p").GetDouble(), pairing.GetProperty("decides").GetBoolean()));
    }

    [Fact]
    public async Task Eight_seeds_decide()
    {
        using Cli cli = new();
        Outcome outcome = (await cli.RunAsync(
            "study glyphs --samples 300 --epochs 5 --hidden 32 --threads 1 --seeds 8 --tables --out eight --json eight.json"))
            .Succeeds().IsPlain();

        Assert.Contains("own runs and others'", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("takes 8 seeds", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("adjusted for", outcome.Output, StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(cli["eight.json"]));
        JsonElement[] pairings =
        [
            .. document.RootElement.GetProperty("correlations").EnumerateArray()
                .SelectMany(found => new[] { found.GetProperty("pearson"), found.GetProperty("spearman") })
                .Where(summary => summary.ValueKind == JsonValueKind.Object).Select(summary => summary.GetProperty("pairing"))
                .Where(pairing => pairing.ValueKind == JsonValueKind.Object),
        ];
        Assert.Contains(pairings, pairing => pairing.GetProperty("decides").GetBoolean());
        Assert.All(pairings, pairing =>
        {
            Assert.Equal(pairings.Length, pairing.GetProperty("family").GetInt32());
            Assert.InRange(pairing.GetProperty("adjustedP").GetDouble(), pairing.GetProperty("p").GetDouble(), 1);
        });
    }

    [Fact]
    public async Task Many_seeds_fit_a_screen()
    {
        using Cli cli = new();
        cli.Write("runs/glyphs-seeds/seed-1/mine", "");
        Outcome outcome = (await cli.RunAsync($"{Small} --seeds 5")).Succeeds();
        Assert.StartsWith(
            "runs/glyphs-seeds/seed-1 holds another run, or something else, so this run is in runs/glyphs-seeds-2/seed-1\n",
            outcome.Output,
            StringComparison.Ordinal);
        Assert.InRange(outcome.Output.Split('\n').Length, 20, 50);
        for (int seed = 1; seed <= 5; seed++)
        {
            Assert.Single(outcome.Output.Split('\n'), line => line.StartsWith($"seed {seed}  epoch   3/3", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Finished_seeds_are_not_run_again()
    {
        using Cli cli = new();
        (await cli.RunAsync($"{Small} --seeds 1 --out runs/mine")).Succeeds();
        DateTime written = File.GetLastWriteTimeUtc(cli["runs/mine/seed-1/run.json"]);
        Outcome outcome = (await cli.RunAsync($"{Small} --seeds 2 --out runs/mine")).Succeeds();

        Assert.Equal(written, File.GetLastWriteTimeUtc(cli["runs/mine/seed-1/run.json"]));
        Assert.Single(outcome.Output.Split('\n'), line => line.StartsWith("epoch   3/3", StringComparison.Ordinal));
        (await cli.RunAsync($"{Small} --bins 20 --seeds 2 --out runs/mine")).Refuses("seed-1/run.json", "bins 50");
        (await cli.RunAsync($"{Small} --seeds 0")).Refuses("--seeds");
        (await cli.RunAsync($"{Small} --seed 2147483647 --seeds 2")).Refuses("seed 2147483647 with 2 seeds", "at most 2147483646");
    }
}
