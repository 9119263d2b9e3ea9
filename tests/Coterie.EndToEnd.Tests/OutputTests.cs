namespace Coterie.EndToEnd.Tests;

public class OutputTests
{
    [Theory]
    [InlineData("")]
    [InlineData("study")]
    [InlineData("analyze")]
    [InlineData("show")]
    [InlineData("export")]
    [InlineData("datasets")]
    [InlineData("measures")]
    public async Task Help_ends_with_examples(string command)
    {
        using Cli cli = new();
        Outcome outcome = (await cli.RunAsync($"{command} --help")).Succeeds().IsPlain();
        string examples = outcome.Output[outcome.Output.IndexOf("Examples:", StringComparison.Ordinal)..];
        Assert.Contains($"  coterie {command}", examples, StringComparison.Ordinal);
        Assert.Contains("Usage:", outcome.Output, StringComparison.Ordinal);
        Assert.Empty(cli.Entries());
    }

    [Fact]
    public async Task Without_arguments_help_is_shown()
    {
        using Cli cli = new();
        Assert.Equal((await cli.ProcessAsync("--help")).Succeeds().Output, (await cli.RunAsync()).Succeeds().Output);
    }

    [Fact]
    public async Task Data_sets_are_listed()
    {
        using Cli cli = new();
        IdxData.Write(cli, "data/mnist");
        File.Delete(cli["data/mnist/t10k-labels-idx1-ubyte"]);
        Outcome outcome = (await cli.RunAsync("datasets --data data")).Succeeds().IsPlain();
        string[] expected =
        [
            "glyphs", "fashion-mnist", "built in", "incomplete", "mnist is in data/mnist, without t10k-labels-idx1-ubyte", "not there",
        ];
        foreach (string text in expected)
        {
            Assert.Contains(text, outcome.Output, StringComparison.Ordinal);
        }
        Assert.Contains("to be downloaded", (await cli.RunAsync("datasets")).Succeeds().IsPlain().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GITHUB_ACTIONS", "true")]
    [InlineData("FORCE_COLOR", "1")]
    [InlineData("CLICOLOR_FORCE", "1")]
    [InlineData("TERM", "xterm-256color")]
    [InlineData("LC_ALL", "C")]
    public async Task A_pipe_gets_plain_text_in_every_environment(string name, string value)
    {
        using Cli cli = new();
        cli.Environment[name] = value;
        Outcome outcome = await cli.RunAsync("study --samples 100 --epochs 1 --hidden 8 --tables --out run");
        Assert.Contains('─', outcome.Succeeds().IsPlain().Output);
    }

    [Fact]
    public async Task Long_paths_are_not_broken()
    {
        using Cli cli = new();
        string path = Path.Combine(cli.Folder, string.Join('/', Enumerable.Repeat("a-rather-long-name-of-a-folder", 6)));
        Outcome outcome = await cli.RunAsync("study", "--samples", "100", "--epochs", "1", "--hidden", "8", "--no-report", "--out", path);
        Assert.EndsWith($"\nThe run is in {path}\n", outcome.Succeeds().Output, StringComparison.Ordinal);
    }
}
