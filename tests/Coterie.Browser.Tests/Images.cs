using System.Reflection;
using System.Text.Json;
using Microsoft.Playwright;

namespace Coterie.Browser.Tests;

/// <summary>
/// Makes the pictures of <c>docs/images</c> from a run of MNIST that it trains:
/// <c>dotnet run --project tests/Coterie.Browser.Tests -- -explicit only</c>.
/// </summary>
public sealed class Images(Browser browser)
{
    private static readonly string Folder = Path.Combine(
        typeof(Images).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "Web").Value!,
        "..",
        "docs",
        "images");

    [Fact(Explicit = true)]
    public async Task Make()
    {
        using Cli cli = new();
        string[] study = ["study", "mnist", "--data", SharedData.Require("data/mnist"), "--snapshots", "20+log:20", "--out", cli["mnist"]];
        (await cli.RunAsync(study)).Succeeds();
        string report = new Uri(cli["mnist/report.html"]).AbsoluteUri;
        Directory.CreateDirectory(Folder);

        double[] epochs = await EpochsAsync(cli["mnist/run.json"]);
        foreach (double epoch in (double[])[0, 0.1, 1, 20])
        {
            int nearest = Array.IndexOf(epochs, epochs.MinBy(known => Math.Abs(known - epoch)));
            await using OpenPage page = await browser.OpenAsync(
                $"{report}#run=mnist&view=network&layer=1&time={nearest}&threshold=0.1", 900, 760);
            await SaveAsync(page, page.Page.Locator(".host canvas").First, FormattableString.Invariant($"network-epoch-{epoch}.png"));
        }
        foreach (string view in (string[])["flow", "curves"])
        {
            await using OpenPage page = await browser.OpenAsync($"{report}#run=mnist&view={view}&layer=1");
            await SaveAsync(page, page.Page.Locator(".host"), $"{view}.png");
        }
        await using OpenPage whole = await browser.OpenAsync($"{report}#run=mnist&view=network&layer=1&colour=community");
        await SaveAsync(whole, whole.Page.Locator("body"), "explorer.png");
    }

    private static async Task<double[]> EpochsAsync(string manifest)
    {
        using JsonDocument run = JsonDocument.Parse(await File.ReadAllBytesAsync(manifest));
        return [.. run.RootElement.GetProperty("snapshots").EnumerateArray().Select(entry => entry.GetProperty("epoch").GetDouble())];
    }

    private static async Task SaveAsync(OpenPage page, ILocator part, string name)
    {
        await page.IsDrawnAsync();
        // Without a graphics card a still picture takes its time.
        await page.Page.WaitForTimeoutAsync(6000);
        await part.ScreenshotAsync(new() { Path = Path.Combine(Folder, name) });
    }
}
