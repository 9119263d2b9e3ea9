using System.IO.Compression;
using System.Text;
using Microsoft.Playwright;

namespace Coterie.Browser.Tests;

/// <summary>What the page of a neuron shows against the run's tables and the images of the data set.</summary>
public sealed class NeuronPageTests(Browser browser, RealRun run)
{
    private const int Side = 28;

    [Fact]
    public async Task A_neuron_has_the_histogram_of_its_table_and_the_images_of_its_strongest_samples()
    {
        run.Require();
        Dictionary<string, string> neuron = await NeuronAsync();
        await using OpenPage page = await browser.OpenAsync(
            $"{run.Report}#run=mnist&view=neurons&layer=1&neuron={neuron["neuron"]}");
        ILocator images = page.Page.Locator(".strongest canvas");
        await images.First.WaitForAsync();

        IReadOnlyList<string> counts = await page.Page.Locator("rect.bin")
            .EvaluateAllAsync<string[]>("bars => bars.map(bar => bar.dataset.count)");
        Assert.Equal(neuron["histogram"].Split(' ').Where(count => count != "0"), counts);

        byte[] pixels = await PixelsAsync();
        string[] samples = neuron["strongest_samples"].Split(' '), classes = neuron["strongest_classes"].Split(' ');
        string[] activations = neuron["strongest_activations"].Split(' ');
        Assert.Equal(samples.Length, await images.CountAsync());
        for (int k = 0; k < samples.Length; k++)
        {
            string words = (await images.Nth(k).GetAttributeAsync("aria-label"))!;
            string begin = $"Sample {samples[k]} of class {classes[k]}, activation ";
            Assert.StartsWith(begin, words, StringComparison.Ordinal);
            double real = double.Parse(activations[k]);
            Assert.Equal(real, double.Parse(words[begin.Length..]), 6e-3 * Math.Max(1, real));
            int[] shown = await images.Nth(k).EvaluateAsync<int[]>(
                """
                canvas => [...canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data].filter((_, k) => k % 4 === 0)
                """);
            int start = 16 + int.Parse(samples[k]) * Side * Side;
            Assert.Equal(pixels[start..(start + Side * Side)].Select(value => (int)value), shown);
        }
        await page.IsAccessibleAsync();
        string svg = Encoding.UTF8.GetString(await page.SaveAsync("SVG"));
        Assert.Equal(samples.Length, svg.Split("<image ").Length - 1);
        Assert.Contains("Activations over all samples", svg, StringComparison.Ordinal);
        Assert.NotEmpty(await page.SaveAsync("PNG"));
        page.IsQuiet(run.Report);
    }

    [Fact]
    public async Task A_report_says_that_it_has_the_samples_of_the_last_snapshot_and_the_server_has_all()
    {
        run.Require();
        Dictionary<string, string> neuron = await NeuronAsync();
        string state = $"run=mnist&view=neurons&layer=1&neuron={neuron["neuron"]}&time=3";
        await using OpenPage report = await browser.OpenAsync($"{run.Report}#{state}", 390, 844, isDark: true);
        await report.Page.GetByText("A report has these samples of the last snapshot only").WaitForAsync();
        Assert.NotEqual(0, await report.Page.Locator("rect.bin").CountAsync());
        await report.IsAccessibleAsync();
        Assert.Equal(390, await report.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await report.Page.GetByRole(AriaRole.Button, new() { Name = "Show epoch 4" }).ClickAsync();
        await report.Page.Locator(".strongest canvas").First.WaitForAsync();
        report.IsQuiet(run.Report);

        await using Served served = await Served.StartAsync(run.Cli, run.Folder);
        await using OpenPage page = await browser.OpenAsync($"{served.Address}#{state}");
        await page.Page.Locator(".strongest canvas, section .partners").First.WaitForAsync();
        page.IsQuiet(served.Address);
    }

    // A neuron of the second layer's pattern graph in the last snapshot, by column.
    private async Task<Dictionary<string, string>> NeuronAsync()
    {
        string csv = run.Cli[$"export-{Guid.NewGuid():N}"];
        (await run.Cli.RunAsync("export", run.Path, "--format", "csv", "--out", csv)).Succeeds();
        string[] lines = await File.ReadAllLinesAsync(Path.Combine(csv, "neurons.csv"), TestContext.Current.CancellationToken);
        string[] header = lines[0].Split(',');
        Dictionary<string, string>[] rows =
        [
            .. lines.Skip(1).Select(line => header.Zip(line.Split(',')).ToDictionary(
                field => field.First, field => field.Second, StringComparer.Ordinal)),
        ];
        return rows.Last(row => row["layer"] == "layer2" && row["classes"].Length > 0);
    }

    private static async Task<byte[]> PixelsAsync()
    {
        string file = Path.Combine(SharedData.Find("data/mnist")!, "train-images-idx3-ubyte.gz");
        await using GZipStream packed = new(File.OpenRead(file), CompressionMode.Decompress);
        using MemoryStream all = new();
        await packed.CopyToAsync(all, TestContext.Current.CancellationToken);
        return all.ToArray();
    }
}
