using System.Diagnostics;
using Microsoft.Playwright;

namespace Coterie.Browser.Tests;

/// <summary>The pages of <c>coterie serve</c>.</summary>
public sealed class ServeTests(Browser browser, RealRun run)
{
    [Fact]
    public async Task Every_view_is_that_of_the_report()
    {
        run.Require();
        await using Served served = await Served.StartAsync(run.Cli, run.Folder);
        foreach (string view in (string[])["network", "flow", "curves", "classes"])
        {
            string state = $"#run=mnist&view={view}&layer=1&time=3";
            await using OpenPage report = await browser.OpenAsync($"{run.Report}{state}");
            await using OpenPage page = await browser.OpenAsync($"{served.Address}{state}");
            await report.IsDrawnAsync();
            await page.IsDrawnAsync();
            Assert.Equal(await report.SaveAsync("CSV"), await page.SaveAsync("CSV"));
            page.IsQuiet(served.Address);
        }
    }

    [Fact]
    public async Task A_study_under_way_appears_and_grows()
    {
        using Cli cli = new();
        Directory.CreateDirectory(cli["runs"]);
        await using Served served = await Served.StartAsync(cli, cli["runs"]);
        await using OpenPage page = await browser.OpenAsync(served.Address);
        await page.Page.GetByText("coterie study").First.WaitForAsync();

        using Process study = cli.Start(
            ["study", "glyphs", "--samples", "1000", "--epochs", "6", "--snapshots", "6", "--no-report", "--out", cli["runs/glyphs"]]);
        Task<string> output = study.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = study.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);

        // The list names it, and opened it counts its snapshots up to the last.
        await page.Page.GetByRole(AriaRole.Grid, new() { Name = "Runs" }).GetByText("glyphs").First.ClickAsync();
        // The list is drawn too, and has a menu of its own; it has no time.
        await page.Page.Locator("footer output").WaitForAsync();
        await page.IsDrawnAsync();
        await page.Page.Locator(".save summary").ClickAsync();
        await page.Page.GetByText("7 snapshots, complete").WaitForAsync();
        // A menu that was open stays so; opened before the first data, it says what can be saved once they are drawn.
        Assert.True(await page.Page.Locator(".save[open]").IsVisibleAsync());
        await page.Page.Locator(".save button").First.WaitForAsync();
        Assert.True(await page.Page.Locator(".save button").First.IsVisibleAsync());
        Assert.Equal("epoch 6 (7 of 7)", await page.Page.Locator("footer output").TextContentAsync());
        await study.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(study.ExitCode == 0, $"{await error}\n{await output}");
        page.IsQuiet(served.Address);
    }
}
