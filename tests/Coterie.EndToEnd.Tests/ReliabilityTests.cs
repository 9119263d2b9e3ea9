namespace Coterie.EndToEnd.Tests;

/// <summary>What the system refuses, and what is damaged, ends in one line and exit code 2.</summary>
public class ReliabilityTests
{
    private const string Small = "study glyphs --samples 120 --image-size 8 --hidden 8 --epochs 2 --top 4 --bins 8 --threads 1";

    [Theory]
    [InlineData("measures")]
    [InlineData("measures --markdown")]
    [InlineData("--help")]
    [InlineData($"{Small} --out run")]
    public async Task A_full_standard_output_is_said(string line)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/dev/full is Linux's");
        using Cli cli = new();
        (await cli.ShellAsync($"coterie {line} > /dev/full")).Refuses("standard output: cannot be written: No space left");
        Assert.Empty(cli.Entries());
    }

    [Fact]
    public async Task A_closed_standard_output_ends_in_silence_or_one_line()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the shell is Unix's");
        using Cli cli = new();
        (await cli.ShellAsync("coterie measures | head -n 1")).Succeeds();
        (await cli.ShellAsync("coterie measures >&-")).Refuses("standard output: cannot be written");
        Assert.Equal(2, (await cli.ShellAsync("coterie study nonsense 2>&-")).ExitCode);
    }

    [Fact]
    public async Task No_memory_left_is_said_in_a_line()
    {
        using Cli cli = new();
        cli.Environment["DOTNET_GCHeapHardLimit"] = "0x1400000";
        (await cli.RunAsync("study glyphs --samples 30000 --epochs 1 --hidden 8 --out run")).Refuses("no memory is left");
        Assert.Empty(cli.Entries());
    }

    [Fact]
    public async Task Files_beside_the_document_are_left_alone_and_links_are_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links are Unix's");
        using Cli cli = new();
        cli.Write("z.json.part", "mine");
        cli.Write("victim", "mine");
        File.CreateSymbolicLink(cli["y.json.part"], "victim");
        (await cli.RunAsync($"{Small} --json z.json --out run")).Succeeds();
        (await cli.RunAsync($"{Small} --json y.json --out run")).Succeeds();
        Assert.Equal("mine", File.ReadAllText(cli["z.json.part"]));
        Assert.Equal("mine", File.ReadAllText(cli["victim"]));
        Assert.Equal(File.ReadAllText(cli["z.json"]), File.ReadAllText(cli["y.json"]));
    }

    [Theory]
    [InlineData("--out ring", "ring: found a file")]
    [InlineData("--out ring/run", "ring/run: cannot be created")]
    [InlineData("--out pipe", "pipe: found a file")]
    [InlineData("--json ring", "ring: cannot be written")]
    [InlineData("--json pipe", "pipe: cannot be written: found a pipe")]
    [InlineData("--json device", "device: cannot be written: found a device")]
    [InlineData("--out full --json full/z.json", "full/z.json: its folder does not exist")]
    public async Task Rings_of_links_pipes_and_devices_are_refused(string options, string message)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "pipes in folders are told from files on Linux only");
        using Cli cli = new();
        await cli.ShellAsync("ln -s gnir ring; ln -s ring gnir; ln -s /dev/zero device; mkfifo pipe");
        string[] before = cli.Entries();
        (await cli.RunAsync($"{Small} {options}")).Refuses(message);
        Assert.Equal(before, cli.Entries());
    }

    [Theory]
    [InlineData("weights/0001.safetensors")]
    [InlineData("edges/0002.parquet")]
    [InlineData("metrics/0001.parquet")]
    [InlineData("structure/0002.json")]
    public async Task A_finished_run_with_a_damaged_file_is_not_shown(string file)
    {
        using Cli cli = new();
        (await cli.RunAsync($"{Small} --out run")).Succeeds();
        byte[] whole = File.ReadAllBytes(cli[$"run/{file}"]);
        byte[] damaged = (byte[])whole.Clone();
        damaged[^20] ^= 4;
        cli.Write($"run/{file}", damaged);
        (await cli.RunAsync($"{Small} --out run")).Refuses($"run/{file}: is damaged");
        File.Delete(cli[$"run/{file}"]);
        (await cli.RunAsync($"{Small} --out run")).Refuses($"run/{file}: found no such file");
        cli.Write($"run/{file}", whole);
        (await cli.RunAsync($"{Small} --out run")).Succeeds();
    }

    [Fact]
    public async Task A_pipe_or_a_folder_in_place_of_a_file_of_a_run_is_refused_and_not_waited_for()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "pipes in folders are told from files on Linux only");
        using Cli cli = new();
        (await cli.RunAsync($"{Small} --out run".Replace("--epochs 2", "--epochs 1", StringComparison.Ordinal))).Succeeds();
        foreach (string file in (string[])["run.json", "weights/0001.safetensors", "structure/0001.json", "checkpoint.safetensors"])
        {
            File.Move(cli[$"run/{file}"], cli["away"]);
            await cli.ShellAsync($"mkfifo run/{file}");
            (await cli.RunAsync($"{Small} --out run")).Refuses($"run/{file}: ", "found a pipe or a device");
            File.Delete(cli[$"run/{file}"]);
            Directory.CreateDirectory(cli[$"run/{file}"]);
            (await cli.RunAsync($"{Small} --out run")).Refuses($"run/{file}: ");
            Directory.Delete(cli[$"run/{file}"]);
            File.Move(cli["away"], cli[$"run/{file}"]);
        }
        (await cli.RunAsync($"{Small} --out run")).Succeeds();
    }

    [Fact]
    public async Task Files_that_may_not_grow_end_in_one_line_and_leave_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the limit is the shell's");
        using Cli cli = new();
        // As on a full disk; what .NET itself keeps in files is not meant.
        cli.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        cli.Environment["DOTNET_EnableDiagnostics"] = "0";
        (await cli.ShellAsync($"trap '' XFSZ; ulimit -f 4; coterie {Small} --out run")).Refuses("run/", "cannot be written", "large");
        Assert.Empty(cli.Entries());
    }

    [Fact]
    public async Task Seeds_killed_before_their_first_manifest_go_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are Unix's");
        using Cli cli = new();
        const string line = $"{Small} --seeds 2 --out both";
        for (int k = 0; k < 6; k++)
        {
            await cli.InterruptAsync(line, "KILL", async process =>
            {
                await cli.AppearsAsync("both", process);
                await Task.Delay(k);
            });
        }
        (await cli.RunAsync(line)).Succeeds();
        Assert.DoesNotContain(
            cli.Entries("both"),
            name => name.EndsWith(".part", StringComparison.Ordinal) || name.EndsWith(".lock", StringComparison.Ordinal));
    }
}
