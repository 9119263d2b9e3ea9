using System.Text.Json.Nodes;

namespace Coterie.EndToEnd.Tests;

/// <summary>A run is bound to its data: no command shows or goes on with a run that was made from other images.</summary>
public class DataIdentityTests(PaperRuns runs)
{
    private const string Study = "study mnist --epochs 1 --hidden 8";

    [Fact]
    public async Task A_named_run_of_other_images_is_refused_and_left_alone()
    {
        using Cli cli = new();
        WriteDigits(cli);
        (await cli.RunAsync($"{Study} --data one --out run")).Succeeds();
        DateTime written = File.GetLastWriteTimeUtc(cli["run/run.json"]);

        (await cli.RunAsync($"{Study} --data other --out run"))
            .Refuses("run/run.json: found a run made from other images or labels, of the same number, size and classes");
        (await cli.RunAsync($"{Study} --data nowhere --out run")).Refuses("nowhere: no such folder");
        Outcome shown = (await cli.RunAsync($"{Study} --data copy --out run")).Succeeds();

        Assert.StartsWith("run holds this run, finished: its results are shown", shown.Output, StringComparison.Ordinal);
        Assert.Equal(written, File.GetLastWriteTimeUtc(cli["run/run.json"]));
    }

    [Fact]
    public async Task Without_out_a_study_of_other_images_gets_a_folder_of_its_own()
    {
        using Cli cli = new();
        WriteDigits(cli);
        (await cli.RunAsync($"{Study} --data one")).Succeeds();
        Outcome other = (await cli.RunAsync($"{Study} --data other --json other.json")).Succeeds();
        Outcome shown = (await cli.RunAsync($"{Study} --data other --json shown.json")).Succeeds();

        Assert.StartsWith(
            "runs/mnist holds this study made from other data, so this run goes to runs/mnist-2\n", other.Output, StringComparison.Ordinal);
        Assert.StartsWith(
            "runs/mnist holds this study made from other data, so this run goes to runs/mnist-2\nruns/mnist-2 holds this run, finished",
            shown.Output,
            StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(cli["other.json"]), File.ReadAllText(cli["shown.json"]));
        (await cli.RunAsync($"{Study} --data one --seeds 2")).Succeeds();
        Assert.Contains(
            "so this run goes to runs/mnist-seeds-2/seed-1\n",
            (await cli.RunAsync($"{Study} --data other --seeds 2")).Succeeds().Output,
            StringComparison.Ordinal);
        Assert.True(File.Exists(cli["runs/mnist-seeds-2/seed-2/run.json"]));
    }

    [Fact]
    public async Task A_finished_run_whose_data_is_not_at_hand_is_shown_and_says_so()
    {
        using Cli cli = new();
        WriteDigits(cli);
        (await cli.RunAsync($"{Study} --data one --out run")).Succeeds();

        Outcome shown = (await cli.RunAsync($"{Study} --out run")).Succeeds();
        Assert.EndsWith("its data is not at hand, and was not compared", shown.Output.Split('\n')[0], StringComparison.Ordinal);
        cli.Environment["COTERIE_DATA"] = cli["other"];
        (await cli.RunAsync($"{Study} --out run")).Refuses("other images or labels");
    }

    [Fact]
    public async Task A_stopped_run_does_not_go_on_with_other_images()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are Unix's");
        using Cli cli = new();
        WriteDigits(cli);
        const string study = "study mnist --epochs 100000 --snapshots 1 --hidden 8 --out run";
        Outcome stopped = await cli.InterruptAsync(
            $"{study} --data one", "INT", process => cli.AppearsAsync("run/checkpoint.safetensors", process));
        Assert.Equal(130, stopped.ExitCode);
        byte[] checkpoint = File.ReadAllBytes(cli["run/checkpoint.safetensors"]);

        (await cli.RunAsync($"{study} --data other")).Refuses("run/run.json: found a run made from other images");
        Assert.Equal(checkpoint, File.ReadAllBytes(cli["run/checkpoint.safetensors"]));
        Outcome again = await cli.InterruptAsync(
            $"{study} --data copy", "INT", process => cli.ChangesAsync("run/checkpoint.safetensors", process));
        Assert.Equal(130, again.ExitCode);
    }

    [Fact]
    public async Task A_folder_of_images_that_was_moved_is_the_same_data()
    {
        using Cli cli = new();
        foreach (string name in (string[])["ant", "bee"])
        {
            for (int k = 0; k < 10; k++) cli.Write($"here/insects/{name}/{k}.bmp", Bitmap((byte)(k + name[0])));
        }
        const string options = "--epochs 1 --hidden 8 --out run";
        (await cli.RunAsync($"study --data-set here/insects {options}")).Succeeds();
        Directory.Move(cli["here"], cli["there"]);

        Outcome shown = (await cli.RunAsync($"study --data-set there/insects {options}")).Succeeds();
        Assert.StartsWith("run holds this run, finished", shown.Output, StringComparison.Ordinal);
        cli.Write("there/insects/ant/0.bmp", Bitmap(1));
        (await cli.RunAsync($"study --data-set there/insects {options}")).Refuses("found a run made from other images");
    }

    [Fact]
    public async Task A_replaced_image_of_the_same_size_and_time_is_another_data_set()
    {
        using Cli cli = new();
        foreach (string name in (string[])["ant", "bee"])
        {
            for (int k = 0; k < 10; k++) cli.Write($"insects/{name}/{k}.bmp", Bitmap((byte)(k + name[0])));
        }
        const string study = "study --data-set insects --epochs 1 --hidden 8 --out run";
        (await cli.RunAsync(study)).Succeeds();
        string image = cli["insects/bee/3.bmp"];
        DateTime time = File.GetLastWriteTimeUtc(image);
        cli.Write("insects/bee/3.bmp", Bitmap(200));
        File.SetLastWriteTimeUtc(image, time);

        (await cli.RunAsync(study)).Refuses("run/run.json: found a run made from other images");
        cli.Write("insects/bee/3.bmp", Bitmap(3 + (byte)'b'));
        Assert.StartsWith("run holds this run, finished", (await cli.RunAsync(study)).Succeeds().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_without_a_fingerprint_is_shown_and_says_so_but_not_for_data_of_another_size()
    {
        using Cli cli = new();
        WriteDigits(cli);
        (await cli.RunAsync($"{Study} --data one --out run")).Succeeds();
        JsonObject manifest = JsonNode.Parse(File.ReadAllText(cli["run/run.json"]))!.AsObject();
        manifest["identity"]!.AsObject().Remove("data");
        cli.Write("run/run.json", manifest.ToJsonString());

        Outcome shown = (await cli.RunAsync($"{Study} --data other --out run")).Succeeds();
        Assert.EndsWith("kept no fingerprint of its data, which was not compared", shown.Output.Split('\n')[0], StringComparison.Ordinal);

        manifest["data"]!["train"] = 61;
        cli.Write("run/run.json", manifest.ToJsonString());
        (await cli.RunAsync($"{Study} --data one --out run")).Refuses("found a run made from 61 + 60 images of 28×28, expected 60 + 60");
    }

    [Fact]
    public async Task The_paper_compares_the_data_of_finished_studies()
    {
        using Cli cli = new();
        WriteDigits(cli);
        // Of the same images as one and copy.
        await runs.CopyOne(cli);

        (await cli.RunAsync(Of("other"))).Refuses("mnist/seed-1/run.json", "other images");
        Outcome shown = (await cli.RunAsync(Of("copy"))).Succeeds();
        Assert.Contains("finished before, from the same data: not run again", shown.Output, StringComparison.Ordinal);

        static string Of(string folder) => PaperRuns.One.Replace("digits", folder, StringComparison.Ordinal);
    }

    private static void WriteDigits(Cli cli)
    {
        foreach (string folder in (string[])["one", "copy", "other"]) IdxData.Write(cli, folder);
        byte[] images = IdxData.Images();
        images[^1] ^= 1;
        cli.Write("other/train-images-idx3-ubyte", images);
    }

    /// <summary>Four gray pixels.</summary>
    private static byte[] Bitmap(byte gray) =>
    [
        .. "BM"u8, 70, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 1, 0, 24, 0, .. new byte[24],
        gray, gray, gray, 0, 0, 0, 0, 0, 9, 9, 9, gray, gray, gray, 0, 0,
    ];
}
