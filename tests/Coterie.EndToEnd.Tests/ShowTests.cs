namespace Coterie.EndToEnd.Tests;

public class ShowTests
{
    private const string Study = "study glyphs --samples 600 --epochs 3 --hidden 32,16 --top 6 --out run --no-report";

    private static readonly string FormatTwo = Path.Combine(AppContext.BaseDirectory, "Fixtures", "format2");

    [Fact]
    public async Task A_study_ends_with_answers_on_one_screen_and_show_repeats_them()
    {
        using Cli cli = new();
        Outcome study = (await cli.RunAsync(Study)).Succeeds().IsPlain();
        Outcome show = (await cli.RunAsync("show run")).Succeeds().IsPlain();
        string[] texts = ["accuracy", "best layer", "layer1:", "layer2:", "formation", "communities", "hard to tell", "dead"];
        foreach (string text in texts) Assert.Contains(text, study.Output, StringComparison.Ordinal);
        Assert.InRange(study.Output.Split('\n').Length, 15, 42);
        Assert.EndsWith("\nThe run is in run\n", study.Output, StringComparison.Ordinal);
        string answers = study.Output[study.Output.IndexOf("  accuracy", StringComparison.Ordinal)..^"\nThe run is in run\n".Length];
        Assert.Contains(answers, show.Output, StringComparison.Ordinal);
        Outcome tables = (await cli.RunAsync("show run --tables")).Succeeds().IsPlain();
        Assert.Contains("Correlation with", tables.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Correlation with", study.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--class ring", "the neurons that represent ring, 6 epoch 3", "community")]
    [InlineData("--class RING --layer 1", "layer1: the neurons that represent ring")]
    [InlineData("--class 9 --layer layer2 --snapshot 1..3", "layer2: the neurons that represent wave", "epoch 1", "epoch 3")]
    [InlineData("--neuron 3", "layer1, neuron 3 over the snapshots", "layer2, neuron 3 over the snapshots", "represents")]
    [InlineData("--neuron 20 --snapshot 1..2", "layer1, neuron 20 over the snapshots")]
    [InlineData("--snapshot 0..3", "Q, weighted overlap", "change", "its communities", "stayed")]
    [InlineData("--snapshot 2", "layer1: 32 neurons", "how many representatives of each class", "more pairs")]
    [InlineData("--layer LAYER2", "layer2: 16 neurons")]
    public async Task Questions_are_answered(string question, params string[] texts)
    {
        using Cli cli = new();
        (await cli.RunAsync(Study)).Succeeds();
        string output = (await cli.RunAsync($"show run {question}")).Succeeds().IsPlain().Output;
        foreach (string text in texts) Assert.Contains(text, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_exist_is_refused_with_what_does()
    {
        using Cli cli = new();
        (await cli.RunAsync($"{Study}")).Succeeds();
        cli.Write("empty/.keep", "");
        (await cli.RunAsync("show run --layer layer9")).Refuses("layer9", "layer1, layer2");
        (await cli.RunAsync("show run --layer 0")).Refuses("'0'", "layer1, layer2");
        (await cli.RunAsync("show run --class circle")).Refuses("circle", "0 ring", "9 wave");
        (await cli.RunAsync("show run --class 10")).Refuses("'10'", "9 wave");
        (await cli.RunAsync("show run --neuron 32")).Refuses("32", "0 to 31 in layer1, 0 to 15 in layer2");
        (await cli.RunAsync("show run --neuron -1")).Refuses("--neuron");
        (await cli.RunAsync("show run --snapshot 7")).Refuses("'7'", "to 3");
        (await cli.RunAsync("show run --snapshot 1..")).Refuses("'1..'", "to 3");
        (await cli.RunAsync("show run --snapshot 3..x")).Refuses("'3..x'");
        (await cli.RunAsync("show run --class ring --neuron 1")).Refuses("--class, --neuron");
        (await cli.RunAsync("show none")).Refuses("none: found no such folder");
        (await cli.RunAsync("show empty")).Refuses("empty");
        (await cli.RunAsync("show")).Refuses();
    }

    [Fact]
    public async Task A_run_of_the_first_version_of_the_format_is_shown()
    {
        using Cli cli = new();
        Outcome outcome = (await cli.RunAsync("show", FormatTwo)).Succeeds();
        // NumPy on its neurons table: neurons whose means are all 0. Its structure has no member for them.
        Assert.Contains("2 of 12, zero on every sample: 0, 8", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("layer2 separates the classes best: Q (modularity", outcome.Output, StringComparison.Ordinal);
        Assert.Contains(
            "ring",
            (await cli.RunAsync("show", FormatTwo, "--class", "0", "--snapshot", "1..2")).Succeeds().Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_seeds_are_shown_together()
    {
        using Cli cli = new();
        Outcome study = (await cli.RunAsync(
            "study glyphs --samples 300 --epochs 2 --hidden 16,8 --seeds 2 --out both --no-report")).Succeeds().IsPlain();
        Outcome show = (await cli.RunAsync("show both")).Succeeds().IsPlain();
        Assert.Contains("over 2 seeds", study.Output, StringComparison.Ordinal);
        string answers = study.Output[study.Output.IndexOf("over 2 seeds", StringComparison.Ordinal)..^"\nThe runs are in both\n".Length];
        Assert.Contains(answers, show.Output, StringComparison.Ordinal);
        Assert.Contains("here are 2", (await cli.RunAsync("show both --tables")).Succeeds().Output, StringComparison.Ordinal);
        (await cli.RunAsync("show both --class 1")).Refuses("seed-1");
    }
}
