using System.Text.Json;
using Microsoft.Playwright;

namespace Coterie.Browser.Tests;

/// <summary>What a page shows against what <c>coterie</c> itself writes of the run.</summary>
public sealed class ValuesTests(Browser browser, RealRun run)
{
    [Fact]
    public async Task Classes_share_the_neurons_that_the_run_says()
    {
        run.Require();
        using JsonDocument structure = JsonDocument.Parse(await File.ReadAllBytesAsync(
            Path.Combine(run.Path, "structure", "0003.json"), TestContext.Current.CancellationToken));
        JsonElement layer = structure.RootElement.GetProperty("layers")[1];
        await using OpenPage page = await browser.OpenAsync($"{run.Report}#run=mnist&view=classes&layer=1&time=3");
        await page.IsDrawnAsync();

        string[][] rows = await page.TableAsync();

        foreach ((string name, string member) in (ReadOnlySpan<(string, string)>)
            [("intersection", "intersections"), ("exclusive overlap", "overlap")])
        {
            int[] expected =
                [.. layer.GetProperty(member).EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(shared => shared.GetInt32())];
            Assert.Equal(expected, rows.Where(row => row[2] == name).Select(row => int.Parse(row[5])));
        }
    }

    private static readonly string[] Names = ["measure", "variant", "layer", "class", "against"];

    [Fact]
    public async Task Correlations_over_seeds_have_the_medians_intervals_and_effects_of_the_study()
    {
        run.Require();
        string folder = run.Cli["seeds"], json = run.Cli["seeds.json"];
        (await run.Cli.RunAsync("study", "glyphs", "--samples", "1000", "--epochs", "4", "--seeds", "2", "--out", folder, "--json", json))
            .Succeeds();
        using JsonDocument document = JsonDocument.Parse(await File.ReadAllBytesAsync(json, TestContext.Current.CancellationToken));
        JsonElement[] found = [.. document.RootElement.GetProperty("correlations").EnumerateArray()];
        Uri report = new(Path.Combine(folder, "report.html"));
        await using OpenPage page = await browser.OpenAsync($"{report.AbsoluteUri}#run=seed-2&view=correlations&correlations.classes=yes");
        await page.IsDrawnAsync();

        string[] columns = await page.ColumnsAsync();
        string[][] rows = await page.TableAsync();

        Assert.True(rows.Length > 100);
        foreach (string[] row in rows.Where(row => Of(row, "over") == "epochs"))
        {
            JsonElement real = found.Single(one => Names.All(name => Text(one, name) == Of(row, name))).GetProperty("pearson");
            Near(real.GetProperty("median"), Of(row, "pearson"));
            Near(real.GetProperty("lower"), Of(row, "lower"));
            Near(real.GetProperty("upper"), Of(row, "upper"));
            JsonElement pairing = real.GetProperty("pairing");
            Near(pairing.ValueKind == JsonValueKind.Null ? pairing : pairing.GetProperty("effect"), Of(row, "effect"));
        }
        page.IsQuiet(report.AbsoluteUri);

        string Of(string[] row, string column) => row[Array.IndexOf(columns, column)];

        static string Text(JsonElement element, string member) => $"{element.GetProperty(member)}";

        static void Near(JsonElement real, string shown)
        {
            if (real.ValueKind == JsonValueKind.Null) Assert.Equal("", shown);
            else Assert.Equal(real.GetDouble(), double.Parse(shown), 1e-3);
        }
    }

    [Fact]
    public async Task Neurons_have_the_values_of_the_tables()
    {
        run.Require();
        string csv = run.Cli["export"];
        (await run.Cli.RunAsync("export", run.Path, "--format", "csv", "--out", csv)).Succeeds();
        string file = Directory.GetFiles(csv, "*neurons*.csv").Single();
        string[] lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        string[] header = lines[0].Split(',');
        int At(string column) => Array.IndexOf(header, column);
        Dictionary<int, string[]> expected = lines.Skip(1).Select(line => line.Split(','))
            .Where(row => row[At("snapshot")] == "5" && row[At("layer")] == "layer2")
            .ToDictionary(row => int.Parse(row[At("neuron")]));
        await using OpenPage page = await browser.OpenAsync($"{run.Report}#run=mnist&view=network&layer=1&time=5");
        await page.IsDrawnAsync();

        string[] columns = await page.ColumnsAsync();
        string[][] rows = await page.TableAsync();

        Assert.True(rows.Length > 100);
        foreach (string[] row in rows)
        {
            string[] neuron = expected[int.Parse(row[0])];
            foreach (string column in (string[])["x", "y", "entropy_all", "entropy_nonzero"])
            {
                double shown = double.Parse(row[Array.IndexOf(columns, column)]), real = double.Parse(neuron[At(column)]);
                // Pages carry four digits.
                Assert.Equal(real, shown, 5e-4 * Math.Max(1, Math.Abs(real)));
            }
        }
    }

    [Fact]
    public async Task Thresholds_colours_and_legends_do_what_they_say()
    {
        run.Require();
        await using OpenPage page = await browser.OpenAsync($"{run.Report}#run=mnist&view=network&layer=1");
        await page.IsDrawnAsync();

        int some = await page.EdgesAsync(0);
        await page.Page.GetByLabel("Edges from").FillAsync("0");
        int all = await page.EdgesAsync(some);
        await page.Page.GetByLabel("Edges from").FillAsync("100");
        int strongest = await page.EdgesAsync(all);
        Assert.True(all > some && some > strongest && strongest >= 1, $"{all}, {some}, {strongest}");

        ILocator colour = page.Page.GetByRole(AriaRole.Combobox, new() { Name = "Colour" });
        ILocator legend = page.Page.GetByRole(AriaRole.Region, new() { Name = "Legend" });
        await legend.GetByRole(AriaRole.Button, new() { Name = "4" }).First.ClickAsync();
        await page.GetsInAddressAsync("class", "4");
        await colour.SelectOptionAsync("community");
        Assert.Contains("ommunit", await legend.GetByRole(AriaRole.Heading).TextContentAsync(), StringComparison.Ordinal);
        await colour.SelectOptionAsync("measure:entropy_all");
        Assert.Contains("ntropy", await legend.GetByRole(AriaRole.Heading).TextContentAsync(), StringComparison.Ordinal);
        page.IsQuiet(run.Report);
    }

    [Fact]
    public async Task Names_with_markup_stay_text()
    {
        run.Require();
        const string odd = "<img src=x onerror=document.title='owned'>";
        string copy = run.Cli["runs/odd"];
        (await run.Cli.ProgramAsync("cp", "-r", run.Path, copy)).Succeeds();
        string manifest = Path.Combine(copy, "run.json");
        string text = await File.ReadAllTextAsync(manifest, TestContext.Current.CancellationToken);
        int names = text.IndexOf("\"classes\"", StringComparison.Ordinal), zero = text.IndexOf("\"0\"", names, StringComparison.Ordinal);
        string named = $"{text[..zero]}{JsonSerializer.Serialize(odd + "</script>")}{text[(zero + 3)..]}";
        await File.WriteAllTextAsync(manifest, named, TestContext.Current.CancellationToken);
        (await run.Cli.RunAsync("report", copy)).Succeeds();

        foreach (string view in ReportTests.Views.Select(row => row.Data))
        {
            string report = new Uri(Path.Combine(copy, "report.html")).AbsoluteUri;
            await using OpenPage page = await browser.OpenAsync($"{report}#run=odd&view={view}");
            await page.IsDrawnAsync();
            Assert.Equal(0, await page.Page.Locator("img").CountAsync());
            Assert.DoesNotContain("owned", await page.Page.TitleAsync(), StringComparison.Ordinal);
            page.IsQuiet(report);
        }
        Directory.Delete(copy, recursive: true);
    }
}
