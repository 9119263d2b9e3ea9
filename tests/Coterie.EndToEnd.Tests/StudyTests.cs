using System.Text.Json;

namespace Coterie.EndToEnd.Tests;

public class StudyTests
{
    private const string Small = "study glyphs --samples 600 --epochs 3 --hidden 32,16";

    // Takes some seconds, with a snapshot after each epoch: long enough for a signal to arrive before it ends on a fast machine.
    private const string Long = "study glyphs --samples 2400 --epochs 60 --snapshots 60 --hidden 32,16 --top 8 --threads 2";

    private const string Endless = "study glyphs --samples 1200 --epochs 5000 --hidden 32,16 --out run";

    [Fact]
    public async Task A_complete_run_and_its_document_are_written()
    {
        using Cli cli = new();
        Outcome outcome = (await cli.ProcessAsync($"{Small} --tables --out run --json run.json")).Succeeds().IsPlain();

        // A snapshot that adds no image has no file of images.
        ILookup<bool, string> found = cli.Entries("run").ToLookup(name => name.StartsWith("images", StringComparison.Ordinal));
        Assert.Equal(RunFiles.Expected(3), found[false], StringComparer.Ordinal);
        Assert.Contains("images/0000.parquet", found[true], StringComparer.Ordinal);
        Assert.Contains(
            "glyphs: 600 + 100 images, mlp with hidden layers 32, 16, 3 epochs, 3 snapshots",
            outcome.Output,
            StringComparison.Ordinal);
        string[] expected =
        [
            "epoch   1/3", "epoch   3/3", "Louvain communities", "layer2, epoch 3: neurons shared", "Correlation with accuracy",
            "The run is in run",
        ];
        foreach (string text in expected) Assert.Contains(text, outcome.Output, StringComparison.Ordinal);

        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(cli["run.json"]));
        Assert.Empty(DocumentShape.Study.Except(DocumentShape.Of(document.RootElement), StringComparer.Ordinal));
        JsonElement root = document.RootElement;
        Assert.Equal("glyphs", root.GetProperty("preset").GetString());
        Assert.Equal(
            [0, 1, 2, 3],
            root.GetProperty("snapshots").EnumerateArray().Select(snapshot => snapshot.GetProperty("epoch").GetInt32()));
        JsonElement layer = root.GetProperty("snapshots")[3].GetProperty("layers")[1];
        Assert.Equal("layer2", layer.GetProperty("name").GetString());
        Assert.Equal(10, layer.GetProperty("representatives").GetArrayLength());
        Assert.Equal(10, layer.GetProperty("overlap")[9].GetArrayLength());

        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllText(cli["run/run.json"]));
        Assert.Equal("complete", manifest.RootElement.GetProperty("status").GetString());
        JsonElement settings = manifest.RootElement.GetProperty("identity").GetProperty("settings");
        Assert.Equal(1, settings.GetProperty("training").GetProperty("seed").GetInt32());
    }

    [Fact]
    public async Task Without_out_a_free_folder_is_chosen()
    {
        using Cli cli = new();
        (await cli.RunAsync("study glyphs --samples 600 --epochs 2 --hidden 8")).Succeeds();
        (await cli.RunAsync("study --samples 600 --epochs 1 --hidden 8")).Succeeds();
        Assert.Equal(
            ["glyphs", "glyphs-2"],
            Directory.GetDirectories(cli["runs"]).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToArray());
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_bytes()
    {
        using Cli cli = new();
        (await cli.ProcessAsync($"{Small} --seed 5 --out one --json one.json")).Succeeds();
        (await cli.RunAsync($"{Small} --seed 5 --out two --json two.json")).Succeeds();
        (await cli.RunAsync($"{Small} --seed 6 --out other")).Succeeds();
        RunFiles.Same(cli, "one", "two");
        Assert.Equal(File.ReadAllText(cli["one.json"]), File.ReadAllText(cli["two.json"]));
        Assert.NotEqual(File.ReadAllBytes(cli["one/metrics/0003.parquet"]), File.ReadAllBytes(cli["other/metrics/0003.parquet"]));
    }

    [Fact]
    public async Task A_finished_run_is_shown_again()
    {
        using Cli cli = new();
        Outcome first = (await cli.RunAsync($"{Small} --out run --json one.json")).Succeeds();
        DateTime written = File.GetLastWriteTimeUtc(cli["run/run.json"]);
        Outcome second = (await cli.RunAsync($"{Small} --out run --json two.json")).Succeeds();
        string[] lines = second.Output.Split('\n', 2);
        Assert.StartsWith("run holds this run, finished: its results are shown", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(lines[1], first.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("epoch   1/3", second.Output, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(cli["one.json"]), File.ReadAllText(cli["two.json"]));
        Assert.Equal(written, File.GetLastWriteTimeUtc(cli["run/run.json"]));
    }

    [Fact]
    public async Task An_interrupted_run_ends_with_the_same_bytes()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are Unix's");
        using Cli cli = new();
        Outcome whole = (await cli.RunAsync($"{Long} --tables --out whole --json whole.json")).Succeeds();
        for (int snapshot = 1; snapshot <= 21; snapshot += 10)
        {
            Outcome stopped = await cli.InterruptAsync(
                $"{Long} --out parts",
                "INT",
                process => cli.AppearsAsync($"parts/structure/{snapshot:0000}.json", process));
            Assert.Empty(stopped.Error);
            Assert.Equal(130, stopped.ExitCode);
            Assert.EndsWith(
                "stopped; the same command goes on from the last finished epoch in parts\n",
                stopped.IsPlain().Output,
                StringComparison.Ordinal);
            Assert.Contains("\"status\": \"stopped\"", File.ReadAllText(cli["parts/run.json"]), StringComparison.Ordinal);
            Assert.DoesNotContain(cli.Entries("parts"), name => name.EndsWith(".part", StringComparison.Ordinal) || name == ".lock");
        }
        Outcome rest = (await cli.RunAsync($"{Long} --tables --out parts --json parts.json")).Succeeds();
        RunFiles.Same(cli, "whole", "parts");
        Assert.Equal(File.ReadAllText(cli["whole.json"]), File.ReadAllText(cli["parts.json"]));
        Assert.Equal(Tables(whole), Tables(rest));

        static string Tables(Outcome outcome) => outcome.Output[At(outcome, "  accuracy")..At(outcome, "next:")];

        static int At(Outcome outcome, string text) => outcome.Output.IndexOf(text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_killed_run_ends_with_the_same_bytes()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are Unix's");
        using Cli cli = new();
        (await cli.RunAsync($"{Long} --out whole --json whole.json")).Succeeds();
        // Each moment hits another step of the writing of a snapshot, as closely as timing allows.
        string[] files =
        [
            "run.json", "weights/0002.safetensors", "structure/0005.json", "metrics/0008.parquet", "checkpoint.safetensors",
            "edges/0014.parquet", "communities/0017.parquet",
        ];
        foreach (string file in files)
        {
            bool isThere = File.Exists(cli[$"parts/{file}"]);
            Outcome killed = await cli.InterruptAsync(
                $"{Long} --out parts",
                "KILL",
                process => isThere ? cli.ChangesAsync($"parts/{file}", process) : cli.AppearsAsync($"parts/{file}", process));
            Assert.Empty(killed.Error);
            Assert.Equal(137, killed.ExitCode);
        }
        (await cli.RunAsync($"{Long} --out parts --json parts.json")).Succeeds();
        RunFiles.Same(cli, "whole", "parts");
        Assert.Equal(File.ReadAllText(cli["whole.json"]), File.ReadAllText(cli["parts.json"]));
    }

    [Fact]
    public async Task A_run_killed_within_an_epoch_ends_with_the_same_bytes()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are Unix's");
        using Cli cli = new();
        const string line = "study glyphs --samples 6000 --epochs 3 --snapshots log:40 --hidden 32,16 --batch 20 --threads 2";
        (await cli.RunAsync($"{line} --out whole --json whole.json")).Succeeds();
        foreach (string file in (string[])["structure/0000.json", "run.json", "structure/0012.json", "weights/0031.safetensors"])
        {
            Outcome killed = await cli.InterruptAsync($"{line} --out parts", "KILL", process => cli.AppearsAsync($"parts/{file}", process));
            Assert.Empty(killed.Error);
        }
        (await cli.RunAsync($"{line} --out parts --json parts.json")).Succeeds();
        RunFiles.Same(cli, "whole", "parts");
        Assert.Equal(File.ReadAllText(cli["whole.json"]), File.ReadAllText(cli["parts.json"]));
    }

    [Fact]
    public async Task A_finished_run_goes_on_with_more_epochs()
    {
        using Cli cli = new();
        const string line = "study glyphs --samples 300 --hidden 16 --threads 1";
        (await cli.RunAsync($"{line} --epochs 4 --out whole --json whole.json")).Succeeds();
        (await cli.RunAsync($"{line} --epochs 2")).Succeeds();
        Outcome longer = (await cli.RunAsync($"{line} --epochs 4 --json longer.json")).Succeeds();

        Assert.Contains(
            "runs/glyphs holds this study up to epoch 2; it goes on to epoch 4, with snapshots 4",
            longer.Output,
            StringComparison.Ordinal);
        RunFiles.Same(cli, "whole", "runs/glyphs");
        Assert.Equal(File.ReadAllText(cli["whole.json"]), File.ReadAllText(cli["longer.json"]));
        (await cli.RunAsync($"{line} --epochs 3 --out whole")).Refuses("whole/run.json", "epochs 4", "at most 3");
        (await cli.RunAsync($"{line} --epochs 6 --snapshots 4 --out whole")).Refuses("--snapshots 6");
        (await cli.RunAsync($"{line} --epochs 1 --snapshots steps:0,9 --out none")).Refuses("--snapshots", "steps up to 3");
    }

    [Fact]
    public async Task A_run_is_written_by_one_process()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are Unix's");
        using Cli cli = new();
        Outcome? second = null;
        await cli.InterruptAsync(Endless, "INT", async process =>
        {
            await cli.AppearsAsync("run/run.json", process);
            second = await cli.RunAsync(Endless);
        });
        second!.Refuses("run: another process is writing this run");
    }

    [Theory]
    [InlineData("rmsprop")]
    [InlineData("Adam")]
    [InlineData("SGD")]
    public async Task Every_option_is_used(string optimizer)
    {
        using Cli cli = new();
        Outcome outcome = await cli.RunAsync(
            $"study glyphs --samples 300 --epochs 4 --snapshots 2 --seed 3 --batch 50 --learning-rate 0.01 --hidden 20 "
                + $"--dropout 0 --optimizer {optimizer} "
                + "--top 5 --bins 20 --resolution 1 --threads 1 --device cpu --memory 1GB --out run --json out.json");
        outcome.Succeeds().IsPlain();
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(cli["out.json"]));
        JsonElement settings = document.RootElement.GetProperty("settings");
        Assert.Equal(optimizer, settings.GetProperty("optimizer").GetString(), ignoreCase: true);
        Assert.Equal((4, 2, 50, 20), (Whole("epochs"), Whole("snapshots"), Whole("batch"), settings.GetProperty("hidden")[0].GetInt32()));
        Assert.Equal((3, 5, 20), (Whole("seed"), Whole("top"), Whole("bins")));
        Assert.Equal(
            [0, 2, 4],
            document.RootElement.GetProperty("snapshots").EnumerateArray().Select(snapshot => snapshot.GetProperty("epoch").GetInt32()));

        int Whole(string name) => settings.GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task A_convolutional_network_is_studied_in_colour()
    {
        string data = SharedData.Require("data/cifar10-jpg.zip");
        using Cli cli = new();
        Outcome outcome = await cli.RunAsync(
            "study", "cifar10", "--network", "cnn", "--data", data, "--samples", "600", "--epochs", "2",
            "--out", "run", "--json", "out.json");
        outcome.Succeeds().IsPlain();
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(cli["out.json"]));
        Assert.Equal("cnn", document.RootElement.GetProperty("settings").GetProperty("network").GetString());
        JsonElement layers = document.RootElement.GetProperty("snapshots")[1].GetProperty("layers");
        Assert.Equal([32, 64, 128], layers.EnumerateArray().Select(layer => layer.GetProperty("neurons").GetInt32()));
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllText(cli["run/run.json"]));
        Assert.Equal(3, manifest.RootElement.GetProperty("data").GetProperty("channels").GetInt32());
    }

    [Fact]
    public async Task Another_number_of_threads_is_the_same_run()
    {
        using Cli cli = new();
        Outcome first = (await cli.RunAsync($"{Small} --threads 1 --out run")).Succeeds();
        Outcome second = (await cli.RunAsync($"{Small} --threads 2 --out run")).Succeeds();
        Assert.EndsWith(second.Output.Split('\n', 2)[1], first.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--hidden 200,100")]
    [InlineData("--network cnn")]
    public async Task Weights_do_not_depend_on_the_number_of_threads(string network)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere training may round otherwise.");
        using Cli cli = new();
        string line = $"study glyphs --samples 600 --epochs 1 --snapshots 1 {network} --out";
        (await cli.ProcessAsync($"{line} one --threads 1")).Succeeds();
        (await cli.ProcessAsync($"{line} two --threads 2")).Succeeds();
        Assert.Equal(File.ReadAllBytes(cli["one/weights/0001.safetensors"]), File.ReadAllBytes(cli["two/weights/0001.safetensors"]));
    }

    [Theory]
    [InlineData("mnist")]
    [InlineData("mnist-mixed")]
    public async Task Real_digits_are_studied(string preset)
    {
        string data = SharedData.Require("data/mnist");
        using Cli cli = new();
        Outcome outcome = await cli.RunAsync(
            "study", preset, "--data", data, "--samples", "2000", "--epochs", "2", "--hidden", "64,64",
            "--out", "run", "--json", "out.json");
        outcome.Succeeds().IsPlain();
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(cli["out.json"]));
        double test = document.RootElement.GetProperty("snapshots")[2].GetProperty("accuracy").GetProperty("test").GetDouble();
        if (preset == "mnist") Assert.InRange(test, 0.7, 0.95);
        else Assert.InRange(test, 0.02, 0.25);
    }

    [Fact]
    public async Task Few_samples_keep_every_class_in_the_test()
    {
        string data = SharedData.Require("data/mnist");
        using Cli cli = new();
        // MNIST's first ten test images show no 3, 6 or 8; its first 62 show every digit.
        Outcome outcome = await cli.RunAsync(
            "study", "mnist", "--data", data, "--samples", "60", "--epochs", "1", "--hidden", "8", "--out", "run");
        Assert.Contains("60 + 62 images", outcome.Succeeds().Output, StringComparison.Ordinal);
        (await cli.RunAsync("study", "mnist", "--data", data, "--samples", "5", "--epochs", "1", "--out", "none"))
            .Refuses("--samples", "training", "class 2");
        Assert.False(Directory.Exists(cli["none"]));
    }

    [Fact]
    public async Task Labels_can_be_noisy_or_fresh_in_each_epoch()
    {
        using Cli cli = new();
        const string study = "study glyphs --samples 300 --epochs 6 --snapshots 1 --hidden 64 --threads 1 --optimizer adam --batch 8";
        (await cli.RunAsync($"{study} --out plain --json plain.json")).Succeeds();
        (await cli.RunAsync($"{study} --label-noise 0.6 --out noisy --json noisy.json")).Succeeds();
        (await cli.RunAsync($"{study} --fresh-labels --out fresh --json fresh.json")).Succeeds();
        (await cli.RunAsync($"{study} --label-noise 1.1")).Refuses("--label-noise", "'1.1'", "a share from 0 to 1");
        (await cli.RunAsync("study mnist-mixed --label-noise 0.5")).Refuses("label noise", "beside permuted labels");

        using JsonDocument plain = Read("plain"), noisy = Read("noisy"), fresh = Read("fresh");
        Assert.False(Settings(plain).TryGetProperty("labelNoise", out _));
        Assert.False(Settings(plain).TryGetProperty("freshLabels", out _));
        Assert.Equal(0.6, Settings(noisy).GetProperty("labelNoise").GetDouble());
        Assert.True(Settings(fresh).GetProperty("freshLabels").GetBoolean());
        Assert.True(Test(plain) > Test(noisy) && Test(noisy) > Test(fresh), $"{Test(plain)} {Test(noisy)} {Test(fresh)}");

        JsonDocument Read(string name) => JsonDocument.Parse(File.ReadAllText(cli[$"{name}.json"]));

        static JsonElement Settings(JsonDocument document) => document.RootElement.GetProperty("settings");

        static double Test(JsonDocument document) =>
            document.RootElement.GetProperty("snapshots")[1].GetProperty("accuracy").GetProperty("test").GetDouble();
    }
}
