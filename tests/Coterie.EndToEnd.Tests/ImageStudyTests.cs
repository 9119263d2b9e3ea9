using System.IO.Compression;
using System.Text.Json;

namespace Coterie.EndToEnd.Tests;

public class ImageStudyTests
{
    private const string Options = "--hidden 16 --epochs 2";

    [Fact]
    public async Task A_folder_of_images_is_a_data_set()
    {
        using Cli cli = new();
        foreach ((string name, byte[] content) in Images("round", "square")) cli.Write($"shapes/{name}", content);
        Outcome outcome = (await cli.RunAsync($"study --data-set shapes --image-size 6 {Options} --json out.json")).Succeeds().IsPlain();

        Assert.Contains("shapes: 16 + 4 images, mlp with hidden layers 16", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("The run is in runs/shapes", outcome.Output, StringComparison.Ordinal);
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllText(cli["runs/shapes/run.json"]));
        JsonElement images = manifest.RootElement.GetProperty("data");
        Assert.Equal((6, 6), (images.GetProperty("height").GetInt32(), images.GetProperty("width").GetInt32()));
        Assert.Equal("round square", string.Join(' ', images.GetProperty("classes").EnumerateArray().Select(name => name.GetString())));
        (await cli.RunAsync($"study --data-set shapes --image-size 6 {Options}")).Succeeds();
        Assert.Single(Directory.GetDirectories(cli["runs"]));
    }

    [Fact]
    public async Task Selectivity_of_two_classes_is_doubted()
    {
        using Cli cli = new();
        foreach ((string name, byte[] content) in Images("round", "square")) cli.Write($"shapes/{name}", content);
        Outcome outcome = await cli.RunAsync($"study --data-set shapes --image-size 6 {Options} --representatives selectivity");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("warning: of two classes the selectivity of every neuron is 1 or −1", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_images_are_refused_or_skipped_and_counted()
    {
        using Cli cli = new();
        Dictionary<string, byte[]> files = Images("round", "square");
        files["square/03.bmp"] = files["square/03.bmp"][..30];
        cli.Write("shapes.zip", Zip(files));
        (await cli.RunAsync($"study --data-set shapes.zip {Options} --out run")).Refuses("shapes.zip", "square/03.bmp");
        Assert.False(Directory.Exists(cli["run"]));

        Outcome skipped = await cli.RunAsync($"study --data-set shapes.zip --skip-bad-images {Options} --out run");
        Assert.Equal(0, skipped.ExitCode);
        Assert.Equal("coterie: warning: " + cli["shapes.zip"] + ": 1 bad images are left out, the first square/03.bmp\n", skipped.Error);
        Assert.Contains("shapes.zip: 1 bad images", File.ReadAllText(cli["run/run.json"]), StringComparison.Ordinal);
        Assert.DoesNotContain(Path.Combine(cli.Folder, "shapes.zip:"), File.ReadAllText(cli["run/run.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_a_data_set_is_refused_in_one_line()
    {
        using Cli cli = new();
        cli.Write("shapes.zip", Zip(Images("round", "square"))[..^40]);
        cli.Write("one.zip", Zip(Images("round")));
        string[] before = cli.Entries();
        (await cli.RunAsync($"study --data-set shapes.zip {Options} --out run")).Refuses("shapes.zip");
        (await cli.RunAsync($"study --data-set one.zip {Options} --out run")).Refuses("one.zip", "one class");
        (await cli.RunAsync($"study --data-set nowhere {Options} --out run")).Refuses("--data-set", "nowhere");
        (await cli.RunAsync("study mnist --data-set one.zip --out run")).Refuses("--data-set", "mnist");
        (await cli.RunAsync("study --data-set one.zip --image-size 5000 --out run")).Refuses("--image-size", "5000");
        Assert.Equal(before, cli.Entries());
    }

    [Fact]
    public async Task A_network_too_large_for_memory_is_refused_at_once()
    {
        using Cli cli = new();
        Outcome outcome = await cli.RunAsync("study glyphs --samples 100 --hidden 900000,900000 --epochs 1 --out run");
        outcome.Refuses("900000, 900000", "do not fit in memory", "is free", "--hidden");
        Assert.Empty(cli.Entries());
    }

    [Fact]
    public async Task Real_images_are_studied()
    {
        string data = SharedData.Require("data/plantvillage-segmented-256-sample.zip");
        using Cli cli = new();
        Outcome outcome = await cli.RunAsync(
            "study", "plantvillage", "--data", data, "--image-size", "32", "--hidden", "32,16", "--epochs", "2", "--out", "run");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("no images of grape, soybean, tomato: 6 classes instead of 9", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("plantvillage: 13", outcome.Output, StringComparison.Ordinal);
    }

    /// <summary>Ten gray images a class, of 8×8 in 24-bit BMP.</summary>
    private static Dictionary<string, byte[]> Images(params string[] classes)
    {
        Dictionary<string, byte[]> files = new(StringComparer.Ordinal);
        Random random = new(1);
        foreach (string name in classes)
        {
            for (int k = 0; k < 10; k++)
            {
                byte[] pixels = new byte[8 * 8 * 3];
                random.NextBytes(pixels);
                files.Add(
                    $"{name}/{k:00}.bmp",
                    [
                        .. "BM"u8, 246, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 8, 0, 0, 0, 8, 0, 0, 0, 1, 0, 24, 0,
                        .. new byte[24], .. pixels,
                    ]);
            }
        }
        return files;
    }

    private static byte[] Zip(Dictionary<string, byte[]> files)
    {
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] content) in files)
            {
                using Stream entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }
        return stream.ToArray();
    }
}
