using Microsoft.Playwright;

namespace Coterie.Browser.Tests;

/// <summary>The report, opened from the disk.</summary>
public sealed class ReportTests(Browser browser, RealRun run)
{
    public static TheoryData<string> Views { get; } =
        ["network", "flow", "curves", "correlations", "classes", "neurons", "summary", "runs"];

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Every_view_is_drawn_without_complaint_and_can_be_used_by_all(string view)
    {
        run.Require();
        await using OpenPage light = await browser.OpenAsync($"{run.Report}#run=mnist&view={view}&layer=1");
        await light.IsDrawnAsync();
        await light.IsAccessibleAsync();
        light.IsQuiet(run.Report);

        await using OpenPage phone = await browser.OpenAsync($"{run.Report}#run=mnist&view={view}", 390, 844, isDark: true);
        await phone.IsDrawnAsync();
        await phone.IsAccessibleAsync();
        phone.IsQuiet(run.Report);
        Assert.Equal(390, await phone.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task Keys_and_the_slider_move_through_time_and_the_address_follows()
    {
        run.Require();
        await using OpenPage page = await browser.OpenAsync($"{run.Report}#run=mnist&view=network&time=0");
        await page.IsDrawnAsync();
        ILocator slider = page.Page.GetByRole(AriaRole.Slider, new() { Name = "Snapshot" });
        Assert.Equal("untrained", await slider.GetAttributeAsync("aria-valuetext"));

        await page.Page.Keyboard.PressAsync("ArrowRight");
        await page.GetsInAddressAsync("time", "1");
        await page.Page.Keyboard.PressAsync("ArrowLeft");
        await page.GetsInAddressAsync("time", "0");

        // Play goes on to the last snapshot by itself.
        await page.Page.Keyboard.PressAsync("Space");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).WaitForAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Play" }).WaitForAsync();
        Assert.Equal("epoch 4", await slider.GetAttributeAsync("aria-valuetext"));
    }

    [Fact]
    public async Task A_selection_holds_in_every_view()
    {
        run.Require();
        await using OpenPage page = await browser.OpenAsync($"{run.Report}#run=mnist&view=network&neuron=3&layer=1&time=2");
        foreach (string title in (string[])["Flow", "Classes", "Neurons", "Network"])
        {
            await page.Page.GetByRole(AriaRole.Link, new() { Name = title, Exact = true }).ClickAsync();
            await page.IsDrawnAsync();
            Assert.Equal("3", await page.InAddressAsync("neuron"));
            Assert.Equal("1", await page.InAddressAsync("layer"));
            Assert.Equal("2", await page.InAddressAsync("time"));
        }
        page.IsQuiet(run.Report);
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task A_view_saves_what_it_shows(string view)
    {
        run.Require();
        await using OpenPage page = await browser.OpenAsync($"{run.Report}#run=mnist&view={view}");
        await page.IsDrawnAsync();
        foreach (string format in await page.FormatsAsync())
        {
            // A film takes as long as it lasts; it has a test of its own.
            if (format.StartsWith("WebM", StringComparison.Ordinal)) continue;
            byte[] saved = await page.SaveAsync(format);
            switch (format)
            {
                case "SVG":
                    Svg.IsWhole(saved);
                    break;
                case "PNG":
                    Assert.Equal("PNG"u8, saved.AsSpan(1, 3));
                    break;
                default:
                    string[] lines = System.Text.Encoding.UTF8.GetString(saved).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
                    Assert.True(lines.Length > 1, lines[0]);
                    break;
            }
        }
        page.IsQuiet(run.Report);
    }

    [Fact]
    public async Task The_time_line_is_saved_as_a_film()
    {
        run.Require();
        await using OpenPage page = await browser.OpenAsync($"{run.Report}#run=mnist&view=network&threshold=0.9");
        await page.IsDrawnAsync();

        byte[] film = await page.SaveAsync("WebM, the whole time");

        // The first bytes of every Matroska file.
        Assert.Equal([0x1A, 0x45, 0xDF, 0xA3], film[..4]);
        Assert.True(film.Length > 50_000, $"{film.Length} bytes");

        // It plays to its end, where it shows more than a blank page.
        IPage player = await page.Page.Context.NewPageAsync();
        double[] played = await player.EvaluateAsync<double[]>(
            """
            async base64 => {
              const video = document.createElement('video');
              video.muted = true;
              video.src = `data:video/webm;base64,${base64}`;
              const ended = new Promise((done, failed) => {
                video.onended = done;
                video.onerror = () => failed(new Error(video.error.message));
              });
              video.playbackRate = 4;
              await video.play();
              await ended;
              const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
              const context = canvas.getContext('2d');
              context.drawImage(video, 0, 0);
              const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
              const colours = new Set(new Uint32Array(data.buffer));
              return [video.videoWidth, video.videoHeight, video.currentTime, colours.size];
            }
            """,
            Convert.ToBase64String(film));
        Assert.Equal([1280, 720], played[..2]);
        Assert.True(played[2] > 1, $"{played[2]} seconds");
        Assert.True(played[3] > 100, $"{played[3]} colours");
    }
}
