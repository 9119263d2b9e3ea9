namespace Coterie.EndToEnd.Tests;

public class BadInputTests
{
    [Theory]
    [InlineData("--epochs 0")]
    [InlineData("--epochs two")]
    [InlineData("--epochs 1.5")]
    [InlineData("--epochs 99999999999")]
    [InlineData("--seed -1")]
    [InlineData("--batch 0")]
    [InlineData("--batch 2147483647")]
    [InlineData("--learning-rate 0")]
    [InlineData("--learning-rate NaN")]
    [InlineData("--learning-rate 1e39")]
    [InlineData("--learning-rate 0,1")]
    [InlineData("--hidden 0")]
    [InlineData("--hidden 512,")]
    [InlineData("--hidden 8x8")]
    [InlineData("--dropout 1")]
    [InlineData("--dropout -0.1")]
    [InlineData("--optimizer newton")]
    [InlineData("--optimizer 1")]
    [InlineData("--snapshots 0")]
    [InlineData("--snapshots log:0")]
    [InlineData("--snapshots steps:5,5")]
    [InlineData("--snapshots 21")]
    [InlineData("--top 0")]
    [InlineData("--bins 1")]
    [InlineData("--resolution 0")]
    [InlineData("--resolution 1e-320")]
    [InlineData("--threads 0")]
    [InlineData("--memory 5")]
    [InlineData("--memory -5GB")]
    [InlineData("--samples 0")]
    [InlineData("--samples 5")]
    [InlineData("--samples 70000")]
    [InlineData("--epochs")]
    [InlineData("--hidden")]
    [InlineData("--optimizer")]
    [InlineData("--out --json")]
    public async Task Options_out_of_range_are_refused(string option)
    {
        using Cli cli = new();
        (await cli.RunAsync($"study glyphs {option}")).Refuses(Cli.Words(option)[0]);
        Assert.Empty(cli.Entries());
    }

    [Theory]
    [InlineData("study nonsense", "nonsense")]
    [InlineData("study glyphs mnist", "mnist")]
    [InlineData("study --hidden 64 32", "32")]
    [InlineData("study --epoch 3", "--epoch")]
    [InlineData("train", "train")]
    [InlineData("study --epochs 1 --epochs 2", "--epochs")]
    [InlineData("study --json none/out.json", "none/out.json")]
    [InlineData("study --json .", ".: found a folder")]
    [InlineData("study mnist --data nowhere --json /dev/stdout", "/dev/stdout: found a device")]
    [InlineData("analyze none.npz --json /dev/null", "/dev/null: found a device")]
    [InlineData("study --jsn out.json --epochs 1", "--jsn")]
    [InlineData("analyze --oout x", "--oout")]
    [InlineData("analyze a.npz --epoch", "'--epoch' is not a command or option here")]
    [InlineData("analyze none.npz", "none.npz: found no such file; expected a NumPy .npz or .npy file")]
    [InlineData("analyze .", ".: found a folder; expected a NumPy .npz or .npy file")]
    [InlineData("study --device toaster", "toaster")]
    [InlineData("study --device meta", "meta")]
    [InlineData("study --network rnn", "expected mlp or cnn")]
    [InlineData("study --precision bf16", "--precision")]
    [InlineData("study mnist --data nowhere", "nowhere")]
    [InlineData("datasets --data nowhere", "nowhere")]
    public async Task Unknown_words_and_files_are_refused(string line, string named)
    {
        using Cli cli = new();
        (await cli.RunAsync(line)).Refuses(named);
        Assert.Empty(cli.Entries());
    }

    [Theory]
    [InlineData("--learning-rate 1e30", "layer1")]
    [InlineData("--hidden 1000000,1000000", "1000000")]
    [InlineData("--memory 1KB", "memory")]
    public async Task Training_that_cannot_be_analysed_leaves_no_files(string options, string named)
    {
        using Cli cli = new();
        string hidden = options.Contains("--hidden", StringComparison.Ordinal) ? "" : "--hidden 8";
        Outcome outcome = await cli.RunAsync($"study glyphs --samples 200 --epochs 2 {hidden} {options} --out runs/new");
        outcome.Refuses(named);
        Assert.Empty(cli.Entries());
    }

    [Fact]
    public async Task Folders_that_cannot_hold_a_run_are_refused()
    {
        using Cli cli = new();
        cli.Write("letter.txt", "dear");
        cli.Write("damaged/run.json", "{\"tool\":\"coterie\"");
        cli.Write("later/run.json", """{"tool":"coterie","format":99}""");
        string[] before = cli.Entries();
        await Refused(".", ".: found", "no run.json");
        await Refused("letter.txt", "letter.txt: found a file");
        await Refused("letter.txt/run", "letter.txt/run");
        await Refused("damaged", "damaged/run.json");
        await Refused("later", "later/run.json", "format 99");
        if (OperatingSystem.IsLinux()) await Refused("/proc/coterie", "/proc/coterie");
        Assert.Equal(before, cli.Entries());

        async Task Refused(string folder, params string[] texts)
        {
            // The folder is checked before the data is loaded: mnist is not there.
            string preset = folder.StartsWith("/proc", StringComparison.Ordinal) || folder.EndsWith("/run", StringComparison.Ordinal)
                ? "glyphs"
                : "mnist";
            (await cli.RunAsync($"study {preset} --samples 100 --epochs 1 --hidden 8 --out {folder}")).Refuses(texts);
        }
    }

    [Fact]
    public async Task Damaged_data_is_refused()
    {
        using Cli cli = new();
        IdxData.Write(cli, "whole");
        (await cli.RunAsync("study mnist --data whole --epochs 1 --hidden 8 --out run")).Succeeds();
        byte[] images = IdxData.Images();
        await Refused("train-images-idx3-ubyte", images[..^1], "truncated");
        await Refused("train-images-idx3-ubyte", [.. images, 0], "trailing");
        await Refused("train-images-idx3-ubyte", "nothing like it"u8.ToArray());
        await Refused("t10k-images-idx3-ubyte", []);
        byte[] gzip = IdxData.Gzip(images);
        await Refused("train-images-idx3-ubyte", gzip[..(gzip.Length / 2)], "gzip");
        await Refused("train-images-idx3-ubyte", [.. gzip[..(gzip.Length / 2)], .. new byte[9], .. gzip[((gzip.Length / 2) + 9)..]]);
        await Refused("train-labels-idx1-ubyte", IdxData.Labels(i => i % 11), "10");
        await Refused("train-labels-idx1-ubyte", IdxData.Labels(i => i % 9), "class 9");

        async Task Refused(string file, byte[] content, params string[] texts)
        {
            IdxData.Write(cli, "bad");
            cli.Write($"bad/{file}", content);
            string[] before = cli.Entries();
            (await cli.RunAsync("study mnist --data bad --epochs 1 --hidden 8 --out new/run --json out.json"))
                .Refuses([$"bad/{file}", .. texts]);
            Assert.Equal(before, cli.Entries());
        }
    }

    [Fact]
    public async Task Without_data_and_network_a_study_is_refused()
    {
        using Cli cli = new();
        (await cli.RunAsync("study mnist --epochs 1 --out run")).Refuses("mnist", "--data", "glyphs");
        Assert.False(Directory.Exists(cli["run"]));
        Assert.DoesNotContain(cli.Entries(), name => File.Exists(cli[name]));
    }
}
