using System.Reflection;

namespace Coterie.EndToEnd.Tests;

/// <summary>Runs the programs in <c>examples/</c> and opens the runs that they leave.</summary>
public class ExampleTests
{
    [Theory]
    [InlineData("Cnn", 4, "relu1: 16 neurons", "relu2: 32 neurons", "relu3: 64 neurons")]
    [InlineData("Transformer", 7, "blocks.0.feed.gelu: 64 neurons", "blocks.1.feed.gelu: 64 neurons", "at step 300")]
    public async Task An_example_leaves_a_run(string name, int snapshots, params string[] texts)
    {
        using Cli cli = new();
        string program = Path.Combine(Metadata("Examples"), name, Metadata("Output"), $"{name}.dll");
        Outcome outcome = (await cli.ProgramAsync("dotnet", program, "run")).Succeeds();
        Assert.EndsWith("coterie show run\n", outcome.Output, StringComparison.Ordinal);

        Outcome shown = (await cli.RunAsync("show run")).Succeeds().IsPlain();
        Assert.Contains($"run: training, {snapshots} snapshots, complete", shown.Output, StringComparison.Ordinal);
        Assert.All(texts, text => Assert.Contains(text, shown.Output, StringComparison.Ordinal));
        (await cli.RunAsync("export run --format graphml")).Succeeds();

        // Again in the same folder: nothing is written over.
        Outcome again = await cli.ProgramAsync("dotnet", program, "run");
        Assert.NotEqual(0, again.ExitCode);
        Assert.Contains("found a snapshot of epoch", again.Error, StringComparison.Ordinal);
    }

    private static string Metadata(string key)
    {
        return typeof(ExampleTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(found => found.Key == key).Value!;
    }
}
