namespace Coterie.EndToEnd.Tests;

/// <summary>The command itself: its name, its version, its completion.</summary>
public class CommandTests
{
    private static string Executable => Path.Combine(
        Path.GetDirectoryName(Cli.Path)!, OperatingSystem.IsWindows() ? "coterie.exe" : "coterie");

    [Fact]
    public async Task The_executable_is_called_coterie_and_tells_version_and_commit()
    {
        using Cli cli = new();
        Outcome outcome = (await cli.ProgramAsync(Executable, "--version")).Succeeds();
        Assert.Matches(@"\A\d+\.\d+\.\d+(-[\w.]+)?(\+[0-9a-f]{7})?\n\z", outcome.Output.ReplaceLineEndings("\n"));
        Assert.Equal(outcome.Output, (await cli.RunAsync("--version")).Succeeds().Output);
    }

    [Theory]
    [InlineData("st", "study")]
    [InlineData("study --opt", "--optimizer")]
    [InlineData("study mnist --optimizer rms", "RmsProp")]
    [InlineData("completion ", "bash")]
    public async Task A_line_is_completed(string line, string completion)
    {
        using Cli cli = new();
        Outcome outcome = (await cli.RunAsync($"[suggest:{line.Length}]", line)).Succeeds();
        Assert.Contains(completion, outcome.Output.ReplaceLineEndings("\n").Split('\n'), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Bash_completes_with_the_script()
    {
        using Cli cli = new();
        cli.Write("completion.sh", (await cli.RunAsync("completion bash")).Succeeds().Output);
        const string press = "COMP_LINE='coterie study --opt'; COMP_POINT=${#COMP_LINE}; COMP_WORDS=(coterie study --opt); COMP_CWORD=2; ";
        Outcome outcome = await cli.ProgramAsync(
            "bash", "-c", $"coterie() {{ '{Executable}' \"$@\"; }}; . ./completion.sh; {press} _coterie; echo \"${{COMPREPLY[@]}}\"");
        Assert.Equal("--optimizer", outcome.Succeeds().Output.Trim());
    }

    [Fact]
    public async Task A_device_that_is_not_here_is_refused_with_what_brings_it()
    {
        using Cli cli = new();
        Outcome outcome = await cli.RunAsync("study --samples 100 --epochs 1 --hidden 8 --device cuda --out run");
        Assert.SkipWhen(outcome.ExitCode == 0, "CUDA is here");
        outcome.Refuses("'cuda'", "-p:Torch=cuda");
        Assert.Empty(cli.Entries());
    }
}
