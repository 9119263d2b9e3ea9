using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Coterie.EndToEnd.Tests;

/// <summary>Runs the tutorials word for word: files are written as their first lines name them, commands run in order.</summary>
public partial class TutorialTests
{
    [Fact]
    public async Task A_PyTorch_network_from_hook_to_picture()
    {
        Assert.SkipUnless(Python.Has("torch, numpy, networkx, matplotlib"), "Python with PyTorch, NetworkX and matplotlib is not here");
        using Cli cli = new();
        cli.Environment["OMP_NUM_THREADS"] = "1";
        // Which lines there are does not depend on the machine; values, and how long lists are, do.
        await RunAsync(cli, "docs/guides/pytorch.md", text => string.Join('\n', Labels().Matches(text).Select(label => label.Value)));

        Assert.Single(cli.Entries("runs/pytorch/export"), "dense-0009.graphml");
        byte[] picture = File.ReadAllBytes(cli["dense.png"]);
        Assert.Equal("PNG"u8.ToArray(), picture[1..4]);
        Assert.True(picture.Length > 50_000, $"dense.png has {picture.Length} bytes");
    }

    [Fact]
    public async Task Fifty_lines_of_TorchSharp()
    {
        using Cli cli = new();
        cli.Environment["CI"] = "false";
        // Without a network, the audit of packages would only warn that it cannot be made.
        cli.Environment["NuGetAudit"] = "false";
        cli.Environment["DOTNET_NOLOGO"] = "1";
        cli.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        const string document = "docs/guides/torchsharp.md";
        Assert.InRange(DocumentBlocks.In(document).Single(block => block.Language == "csharp").Text.Split('\n').Length, 45, 55);

        string shown = await RunAsync(cli, document, text => Values().Replace(text, "#"));

        Assert.Contains("runs/mine: training, 7 snapshots, complete", shown, StringComparison.Ordinal);
        Assert.Contains("relu1: 256 neurons", shown, StringComparison.Ordinal);
        Assert.Contains("relu2: 128 neurons", shown, StringComparison.Ordinal);
    }

    /// <summary>Runs the blocks of a document in order; <c>text</c> is what the command before it prints.</summary>
    /// <param name="cli">Where.</param>
    /// <param name="document">The document.</param>
    /// <param name="shape">What of a text is the same on every machine.</param>
    /// <returns>What the last command prints.</returns>
    private static async Task<string> RunAsync(Cli cli, string document, Func<string, string> shape)
    {
        string output = "";
        foreach (DocumentBlock block in DocumentBlocks.In(document))
        {
            if (block.Language == "text")
            {
                Assert.Equal(shape(block.Text), shape(output));
            }
            else if (block.Language == "sh")
            {
                Outcome outcome = await cli.ShellAsync($"set -e\n{block.Text}");
                Assert.True(outcome.ExitCode == 0, $"{block.Text}{outcome.Error}{outcome.Output}");
                output = outcome.Output;
            }
            else
            {
                cli.Write(Assert.IsType<string>(block.File), Here(block.Text));
            }
        }
        return output;
    }

    // The clone is not beside the test's folder. Of libtorch only the package of this platform is here, which the build restored.
    private static string Here(string text)
    {
        string package = $"Include=\"libtorch-cpu-{RuntimeInformation.RuntimeIdentifier}\"";
        string version = File.ReadLines(Path.Combine(DocumentBlocks.Repository, "Directory.Packages.props"))
            .Single(line => line.Contains(package, StringComparison.Ordinal));
        return LibTorch().Replace(text, LibTorch().Match(version).Value)
            .Replace("../coterie/", $"{DocumentBlocks.Repository}/", StringComparison.Ordinal);
    }

    [GeneratedRegex(
        "Include=\"(TorchSharp-cpu|libtorch-cpu-[^\"]+)\" Version=\"[^\"]+\"",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 600_000)]
    private static partial Regex LibTorch();

    [GeneratedRegex(@"[01]\.\d+", RegexOptions.None, matchTimeoutMilliseconds: 600_000)]
    private static partial Regex Values();

    [GeneratedRegex(
        @"^(  (accuracy|best layer|formation|null models|hard to tell|dead) |\w+: \d+ neurons)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 600_000)]
    private static partial Regex Labels();
}
