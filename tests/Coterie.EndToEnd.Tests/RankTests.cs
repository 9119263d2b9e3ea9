namespace Coterie.EndToEnd.Tests;

public class RankTests
{
    [Fact]
    public async Task Five_networks_are_ranked()
    {
        using Cli cli = new();
        (await cli.RunAsync("study glyphs --samples 300 --epochs 1 --hidden 16,8 --seeds 5 --out five")).Succeeds();

        Outcome rank = (await cli.RunAsync("rank five --json rank.json")).Succeeds().IsPlain();

        Assert.StartsWith("5 networks, their last snapshots; they differ in seed\n", rank.Output, StringComparison.Ordinal);
        string[] texts = ["accuracy evaluated *", "weights alpha *", "modularity weightedOverlap", "a family of", "not why"];
        foreach (string text in texts) Assert.Contains(text, rank.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(cli["rank.json"]));
        Outcome markdown = (await cli.RunAsync("rank five --markdown")).Succeeds();
        Assert.Contains("\n| --- | --- | ---: |", markdown.Output, StringComparison.Ordinal);
        (await cli.RunAsync("rank five/seed-1 five/seed-2")).Refuses("found 2 finished networks", "expected at least 5");
    }

    [Fact]
    public async Task What_cannot_be_ranked_is_refused()
    {
        using Cli cli = new();
        cli.Write("empty/note.txt", "");
        (await cli.RunAsync("rank none")).Refuses("none: found no such folder");
        (await cli.RunAsync("rank empty")).Refuses("empty: found no run in it");
        (await cli.RunAsync("rank empty/note.txt")).Refuses("note.txt");
        (await cli.RunAsync("rank")).Refuses();
    }
}
